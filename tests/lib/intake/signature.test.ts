import { createHmac } from "node:crypto";
import { phpJsonOfForm } from "@/lib/intake/php-json";
import { verifySignature } from "@/lib/intake/signature";
import vectors from "@/tests/fixtures/signatures/companion.json";
import { fixture, json, requestFrom } from "@/tests/support/wordpress";
import type { RawRequest } from "@/lib/intake/schema";

const NOW = new Date("2025-10-14T15:10:00Z");
const check = (request: RawRequest, secret: string, now = NOW) => verifySignature(request, secret, now);
const fromCase = (name: string) => requestFrom(fixture("cases", `${name}.http`));

test("accepts what WPForms and WP Webhooks signed, and says when", () => {
  expect(check(fromCase("wpforms-json-signed"), "wpf-secret-1")).toStrictEqual({
    state: "valid",
    signedAt: 1760454300,
  });
  expect(check(fromCase("wpwebhooks-cf7-signed"), "wpwh-secret")).toStrictEqual({ state: "valid" });
});

test("refuses another secret, another body, and another time", () => {
  const signed = fromCase("wpforms-json-signed");
  expect(check(signed, "wpf-secret-2").state).toBe("invalid");
  expect(check({ ...signed, body: signed.body.slice(0, -1) }, "wpf-secret-1").state).toBe("invalid");
  const header = String(signed.headers["x-wpforms-webhook-signature"]).replace("1760454300", "1760454301");
  const later = { ...signed, headers: { ...signed.headers, "x-wpforms-webhook-signature": header } };
  expect(check(later, "wpf-secret-1").state).toBe("invalid");
  expect(check(fromCase("wpwebhooks-cf7-signed"), "").state).toBe("invalid");
});

describe("a form of WPForms, which is signed over a text that never travels", () => {
  test("is checked over what PHP would have written", () => {
    expect(check(fromCase("wpforms-form-signed"), "wpf-secret-1").state).toBe("valid");
    const captured = requestFrom(fixture("captured", "wpforms-form-signed.http"));
    expect(check(captured, "s3cr3t-wpforms", new Date(1_795_368_800_000)).state).toBe("valid");
  });

  test("isn't called forged when that doesn't fit: types are lost on the way", () => {
    expect(check(fromCase("wpforms-form-signed"), "wpf-secret-2").state).toBe("unverifiable");
  });

  test("as PHP writes it: order, lists, slashes, letters, the moment of a date", () => {
    const form =
      "9=b&5=a&l%5B%5D=x&l%5B%5D=y&u=a%2Fb+%C3%B1%F0%9F%98%80%22%7F&d%5Bvalue%5D=1%2F2&d%5Bunix%5D=1760918400";
    expect(phpJsonOfForm(form)).toBe(
      '{"9":"b","5":"a","l":["x","y"],"u":"a\\/b \\u00f1\\ud83d\\ude00\\"\u007f","d":{"value":"1\\/2","unix":1760918400}}',
    );
    expect(phpJsonOfForm("l%5B0%5D=x&l%5B1%5D=y&m%5B1%5D=z")).toBe('{"l":["x","y"],"m":{"1":"z"}}');
    expect(phpJsonOfForm("")).toBe("[]");
  });
});

describe("a right signature of another time", () => {
  test("isn't worth longer under the header of another plugin", () => {
    const body = Buffer.from(JSON.stringify({ companion: 1, fields: [] }));
    const time = 1_760_454_300;
    const sum = createHmac("sha256", "s").update(`${time}.`).update(body).digest("hex");
    const request = { ...fromCase("wpforms-json-signed"), body };
    const headers = { "x-wpforms-webhook-signature": `t=${time},v=${sum}` };
    const at = (seconds: number) => check({ ...request, headers }, "s", new Date(seconds * 1000)).state;
    expect([at(time + 300), at(time + 301)]).toStrictEqual(["valid", "expired"]);
  });

  const DAY = 24 * 60 * 60;
  const stateAt = (request: RawRequest, secret: string, seconds: number) =>
    check(request, secret, new Date(seconds * 1000)).state;

  test("is taken for a day from WPForms, whose queue may be late, no longer, and not before its time", () => {
    const [signed, t] = [fromCase("wpforms-json-signed"), 1_760_454_300];
    const at = [t + DAY, t - 300, t + DAY + 1, t - 301, t - DAY].map((s) => stateAt(signed, "wpf-secret-1", s));
    expect(at).toStrictEqual(["valid", "valid", "expired", "expired", "expired"]);
    expect(stateAt(signed, "wpf-secret-2", t + DAY + 1)).toBe("invalid");
    expect(stateAt(fromCase("wpforms-form-signed"), "wpf-secret-1", t + 30 * DAY)).toBe("expired");
  });

  test("is told of the add-on only where its time is signed", () => {
    const request = json({ nombre: "Ana" });
    const [t, late] = [1_795_392_000, 1_795_392_000 + DAY + 1];
    const signed = (...parts: string[]) => {
      const hmac = createHmac("sha256", "clave");
      for (const part of parts) hmac.update(part);
      const signature = hmac.update(request.body).digest("hex");
      const headers = { "x-wpforms-timestamp": `${t}000`, "x-wpforms-signature": signature };
      return { ...request, headers: { ...request.headers, ...headers } };
    };
    expect(stateAt(signed(`${t}000.`), "clave", t + DAY)).toBe("valid");
    expect(stateAt(signed(`${t}000.`), "clave", late)).toBe("expired");
    expect(stateAt(signed(`${t}000.`), "clave", t - 301)).toBe("expired");
    expect(stateAt(signed(), "clave", late)).toBe("valid");
  });
});

test("tells a missing signature from an empty or mangled one", () => {
  expect(check(json({ a: 1 }), "secret").state).toBe("absent");
  expect(check(json({ a: 1 }, { "x-wp-webhook-signature": "" }), "secret").state).toBe("invalid");
  expect(check(json({ a: 1 }, { "x-wpforms-webhook-signature": "t=,v=zz" }), "secret").state).toBe("invalid");
});

test("checks the raw bytes of the add-on that signs in hexadecimal", () => {
  const request = json({ nombre: "Añón" });
  const sign = (secret: string) => createHmac("sha256", secret).update(request.body).digest("hex");
  const signed = (signature: string) => ({
    ...request,
    headers: { ...request.headers, "x-wpforms-signature": signature },
  });
  expect(check(signed(sign("clave")), "clave").state).toBe("valid");
  expect(check(signed(sign("otra")), "clave").state).toBe("invalid");
});

test("the add-on's time, in milliseconds, may be signed with the body", () => {
  const request = json({ nombre: "Añón" });
  const headers = { ...request.headers, "x-wpforms-timestamp": "1795392000123" };
  const signature = createHmac("sha256", "clave").update("1795392000123.").update(request.body).digest("hex");
  const signed = { ...request, headers: { ...headers, "x-wpforms-signature": signature } };
  const now = new Date(1_795_392_000_000);
  expect(check(signed, "clave", now)).toStrictEqual({ state: "valid", signedAt: 1795392000 });
  const other = { ...signed, headers: { ...signed.headers, "x-wpforms-timestamp": "1795392000124" } };
  expect(check(other, "clave", now).state).toBe("invalid");
});

describe("the companion", () => {
  const request = (header: string, body: string): RawRequest => ({
    ...json({}),
    headers: { [vectors.header.toLowerCase()]: header },
    body: Buffer.from(body),
  });

  test.each(vectors.vectors)("$name: is taken within five minutes and no longer", ({ secret, t, body, expected }) => {
    const at = (seconds: number) => check(request(expected, body), secret, new Date((t + seconds) * 1000)).state;
    expect([at(0), at(300), at(-300)]).toStrictEqual(["valid", "valid", "valid"]);
    expect([at(301), at(-301)]).toStrictEqual(["expired", "expired"]);
  });

  test.each(vectors.vectors)("$name: nothing of it can be changed", ({ secret, t, body, expected }) => {
    const now = new Date(t * 1000);
    const changed = [
      check(request(expected, body), `${secret}x`, now),
      check(request(expected, `${body} `), secret, now),
      check(request(expected.replace(`t=${t}`, `t=${t + 1}`), body), secret, now),
      check(request(expected.slice(0, -1), body), secret, now),
      check(request(expected.replace("v=", "v=00"), body), secret, now),
      check(request("", body), secret, now),
    ];
    expect(new Set(changed.map(({ state }) => state))).toStrictEqual(new Set(["invalid"]));
  });
});
