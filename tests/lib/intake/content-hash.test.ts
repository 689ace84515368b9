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
  [
    "a moment that a program wrote",
    json({ ...SENT, created_at: "2026-03-04 10:11:12", sent_at: "2026-03-04T10:11:13Z" }),
  ],
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

describe("an answer that a visitor corrects", () => {
  test.each([
    ["Fecha de retiro", "05/12/2026", "09/12/2026"],
    ["Hora de retiro", "10:00", "15:00"],
    ["Fecha", "2026-12-05", "2026-12-09"],
    ["Horario de contacto", "mañana", "tarde"],
    ["Fecha y hora de la visita", "2026-12-05 10:00", "2026-12-05 11:00"],
    ["Data da coleta", "05/12/2026", "09/12/2026"],
    ["Pickup date", "2026-12-05", "2026-12-09"],
    ["Candidate role", "Driver", "Manager"],
    ["Sesión", "Mañana", "Tarde"],
    ["Session", "Morning", "Afternoon"],
    ["Date of entry", "2026-12-05", "2026-12-09"],
    ["Carga a cobrar ahora", "sí", "no"],
    ["Serial number of the device", "SN-1", "SN-2"],
  ])("is another under %s", (label, before, after) => {
    expect(hashOf(json({ ...SENT, [label]: after }))).not.toBe(hashOf(json({ ...SENT, [label]: before })));
  });

  test("is the same where only what a program wrote under such a name differs", () => {
    const sent = (time: string, session: string) => hashOf(json({ ...SENT, "Form time": time, "Session id": session }));
    expect(sent("2026-03-04 10:11:12", "5f0c1d2e3a4b5c6d7e8f")).toBe(
      sent("2026-03-04 10:12:40", "0a1b2c3d4e5f60718293"),
    );
  });
});

test("doesn't let one form's answers pass for another's", () => {
  const sent = { nombre: "Ana Ruiz", mail: "ana@r.test" };
  expect(hashOf(form({ ...sent, form_id: "1" }))).not.toBe(hashOf(form({ ...sent, form_id: "2" })));
});
