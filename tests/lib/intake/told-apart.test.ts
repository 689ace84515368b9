import { readDelivery } from "@/lib/intake/delivery-reading";
import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

describe("an area code in a field of its own", () => {
  const read = (fields: object) => understand(json({ Nombre: "Ana", ...fields }), SITE)[0];

  test.each([
    ["Cód. de área", "Teléfono", "0341", "15 512-3456", "+5493415123456"],
    ["Código de área (sin 0)", "Celular", "11", "15-4321-8765", "+5491143218765"],
    ["Area code", "Phone", "341", "512-3456", "+543415123456"],
    ["Prefijo", "Teléfono", "341", "512-3456", "+543415123456"],
  ])("under %p makes one number with %p", (area, label, code, phone, number) => {
    const found = read({ [area]: code, [label]: phone });
    expect(found).toMatchObject({ phone: number, phoneRaw: `${code} ${phone}`, extra: {} });
  });

  test("stands before a local number also where the two can't be dialled so", () => {
    expect(read({ "Cód. de área": "0341", Teléfono: "155-1234" })).toMatchObject({
      phone: null,
      phoneRaw: "0341 155-1234",
      extra: {},
      problems: ["phone_invalid"],
    });
  });

  test("isn't put before a phone that is whole without it", () => {
    expect(read({ DDD: "341", Teléfono: "11 4321-8765" })).toMatchObject({
      phone: "+541143218765",
      phoneRaw: "11 4321-8765",
      extra: { DDD: "341" },
    });
  });
});

describe("a visitor's own date under a name that plugins use", () => {
  const receivedAt = new Date("2026-11-20T15:00:00Z");
  const source = { ...SITE, labels: {}, pullKind: "list", pullShape: {} };
  const read = (fields: object, via = "push") => {
    const { method, path, headers, body } = json({ nombre: "Ana", email: "ana@r.test", ...fields });
    return readDelivery({ via, method, path, headers, body, bodySize: body.byteLength, receivedAt }, source)[0];
  };

  test.each(["2026-03-01 10:00", "2027-01-15 09:00", "2026-11-18 11:00"])("%s is an answer, and no moment", (at) => {
    expect(read({ created_at: at })).toMatchObject({ submittedAt: null, extra: { created_at: at } });
  });

  test("near the arrival it is when the form was sent", () => {
    expect(read({ created_at: "2026-11-19 10:00" })?.submittedAt?.iso).toBe("2026-11-19T10:00:00-03:00");
  });

  test("a plugin that is known to say it is believed, however long ago it was", () => {
    const sent = { id: "7", form_id: "3", date_created: "2026-03-01 10:00:00", "1": "Ana", "2": "ana@r.test" };
    expect(read(sent)?.submittedAt?.iso).toBe("2026-03-01T10:00:00Z");
  });

  test("a program that posts to the API means what is documented", () => {
    const { headers, body } = json({ contactName: "Ana", email: "ana@r.test", submittedAt: "2026-03-01T10:00:00Z" });
    const posted = { via: "api", method: "POST", path: "/api/v1/leads", headers, body, bodySize: body.byteLength };
    expect(readDelivery({ ...posted, receivedAt }, source)[0]?.submittedAt?.iso).toBe("2026-03-01T10:00:00Z");
  });
});
