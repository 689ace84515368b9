import { reachTrouble, socketTrouble } from "@/lib/core/socket-trouble";

test.each([
  ["ENOTFOUND", "unknown_host", "unknown_host"],
  ["EAI_AGAIN", "unknown_host", "unknown_host"],
  ["ECONNREFUSED", "refused_connection", "unreachable"],
  ["EHOSTUNREACH", "no_answer", "unreachable"],
  ["ETIMEDOUT", "no_answer", "unreachable"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate", "certificate"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate", "certificate"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "certificate", "certificate"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "wrong_security", "unreachable"],
  ["EPROTO", "wrong_security", "unreachable"],
  ["ECONNRESET", "closed", "unreachable"],
  ["ERR_TLS_HANDSHAKE_TIMEOUT", undefined, "unreachable"],
  ["", undefined, "unreachable"],
])("%s is %s, and to whoever only asks whether a way leads there %s", (code, trouble, reach) => {
  expect(socketTrouble(code)).toBe(trouble);
  expect(reachTrouble(code)).toBe(reach);
});
