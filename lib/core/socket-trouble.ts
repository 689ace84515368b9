export type SocketTrouble =
  "unknown_host" | "refused_connection" | "no_answer" | "certificate" | "wrong_security" | "closed";

/** What stood in the way of a connection, by the code that Node gives its error; nothing where it is none of these. */
export function socketTrouble(code: string): SocketTrouble | undefined {
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(code)) return "unknown_host";
  if (code === "ECONNREFUSED") return "refused_connection";
  if (/^(?:EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(code)) return "no_answer";
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code)) return "certificate";
  if (/^ERR_SSL|^EPROTO$/.test(code)) return "wrong_security";
  if (/^(?:ECONNRESET|EPIPE)$/.test(code)) return "closed";
  return undefined;
}

/** The same for a program at an address, where no more is told apart: that no way leads there is one answer. */
export function reachTrouble(code: string): "unknown_host" | "certificate" | "unreachable" {
  const trouble = socketTrouble(code);
  return trouble === "unknown_host" || trouble === "certificate" ? trouble : "unreachable";
}
