import { contentHash } from "@/lib/intake/content-hash";
import { understand } from "@/lib/intake/understand";
import { form, json, SITE } from "@/tests/support/wordpress";
import type { RawRequest } from "@/lib/intake/schema";

const hashOf = (request: RawRequest) => understand(request, SITE).map(contentHash).join();

const SENT = {
  "your-name": "Ana Ruiz",
  "your-email": "ana@r.test",
  "your-phone": "11 4321-8765",
  "your-message": "Hola\r\nchau",
  zonas: ["Norte", "Sur"],
};
const same = hashOf(json(SENT));

test.each([
  ["another order of fields", json(Object.fromEntries(Object.entries(SENT).reverse()))],
  [
    "other line ends, spaces and letters of the mail",
    json({ ...SENT, "your-message": "Hola\nchau ", "your-email": " Ana@R.test" }),
  ],
  ["the mobile's 9 left out or put in", json({ ...SENT, "your-phone": "+54 9 11 4321-8765" })],
  [
    "another time, page and address",
    json({ ...SENT, _date: "22 noviembre, 2026", _time: "14:34", _remote_ip: "203.0.113.9", _url: "https://a.test/b" }),
  ],
  [
    "a new nonce, captcha and upload",
    json({
      ...SENT,
      _wpnonce: "abc",
      "g-recaptcha-response": "x",
      adjunto: "https://a.test/wp-content/uploads/9f/x.pdf",
    }),
  ],
  ["a session's token", json({ ...SENT, session_token: "8f2c" })],
])("is the same for %s", (_, request) => {
  expect(hashOf(request)).toBe(same);
});

test.each([
  ["another message", json({ ...SENT, "your-message": "Hola" })],
  ["another person", json({ ...SENT, "your-email": "eva@r.test" })],
  ["another answer among the extra values", json({ ...SENT, zonas: ["Norte"] })],
  ["another number", json({ ...SENT, "your-phone": "11 4321-8766" })],
])("differs for %s", (_, request) => {
  expect(hashOf(request)).not.toBe(same);
});

test("doesn't let one form's answers pass for another's", () => {
  const sent = { nombre: "Ana Ruiz", mail: "ana@r.test" };
  expect(hashOf(form({ ...sent, form_id: "1" }))).not.toBe(hashOf(form({ ...sent, form_id: "2" })));
});
