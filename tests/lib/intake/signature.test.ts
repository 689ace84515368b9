import { createHmac } from "node:crypto";
import { verifySignature } from "@/lib/intake/signature";
import { fixture, json, requestFrom } from "@/tests/support/wordpress";

const fromCase = (name: string) => requestFrom(fixture("cases", `${name}.http`));

test("accepts what WPForms and WP Webhooks signed, and says when", () => {
  expect(verifySignature(fromCase("wpforms-json-signed"), "wpf-secret-1")).toStrictEqual({
    state: "valid",
    signedAt: 1760454300,
  });
  expect(verifySignature(fromCase("wpwebhooks-cf7-signed"), "wpwh-secret")).toStrictEqual({ state: "valid" });
});

test("refuses another secret, another body, and another time", () => {
  const signed = fromCase("wpforms-json-signed");
  expect(verifySignature(signed, "wpf-secret-2").state).toBe("invalid");
  expect(verifySignature({ ...signed, body: signed.body.slice(0, -1) }, "wpf-secret-1").state).toBe("invalid");
  const header = String(signed.headers["x-wpforms-webhook-signature"]).replace("1760454300", "1760454301");
  const later = { ...signed, headers: { ...signed.headers, "x-wpforms-webhook-signature": header } };
  expect(verifySignature(later, "wpf-secret-1").state).toBe("invalid");
  expect(verifySignature(fromCase("wpwebhooks-cf7-signed"), "").state).toBe("invalid");
});

test("doesn't call a form-format signature forged: it was made over something else", () => {
  expect(verifySignature(fromCase("wpforms-form-signed"), "wpf-secret-1").state).toBe("unverifiable");
});

test("tells a missing signature from an empty or mangled one", () => {
  expect(verifySignature(json({ a: 1 }), "secret").state).toBe("absent");
  expect(verifySignature(json({ a: 1 }, { "x-wp-webhook-signature": "" }), "secret").state).toBe("invalid");
  expect(verifySignature(json({ a: 1 }, { "x-wpforms-webhook-signature": "t=,v=zz" }), "secret").state).toBe("invalid");
});

test("checks the raw bytes of the add-on that signs in hexadecimal", () => {
  const request = json({ nombre: "Añón" });
  const sign = (secret: string) => createHmac("sha256", secret).update(request.body).digest("hex");
  const signed = (signature: string) => ({
    ...request,
    headers: { ...request.headers, "x-wpforms-signature": signature },
  });
  expect(verifySignature(signed(sign("clave")), "clave").state).toBe("valid");
  expect(verifySignature(signed(sign("otra")), "clave").state).toBe("invalid");
});
