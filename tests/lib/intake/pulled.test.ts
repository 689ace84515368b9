import { understandPulled } from "@/lib/intake/pulled";
import type { PulledReply } from "@/lib/intake/schema";
import { expectedPull, filesIn, fixture, replyFrom, SITE } from "@/tests/support/wordpress";

const cases = filesIn("cases", ".http").filter((name) => name.startsWith("pull-"));

test.each(cases)("understands %s as its expected result says", (name) => {
  const { path, items } = expectedPull(name);
  const found = understandPulled(replyFrom(fixture("cases", name), path), SITE);
  expect(found.error).toBeUndefined();
  expect(found.items).toHaveLength(items.length);
  expect(found.items).toMatchObject(items);
});

const PATH = "/wp-json/custom/v1/form-submissions/3";

function reply(body: string, status = 200, path = PATH): PulledReply {
  return {
    path,
    status,
    headers: { "content-type": "application/json; charset=UTF-8" },
    body: new TextEncoder().encode(body),
  };
}

const ROW = { id: 812, created_at: "2024-08-01 12:34:56", Nombre: "Ana Ruiz", "Correo electrónico": "ana@correo.test" };
const list = (...rows: object[]) => JSON.stringify({ form_submissions: rows });

test("reads the captured list, its four rows and the one that says nothing", () => {
  const { items } = understandPulled(replyFrom(fixture("captured", "rest", "custom-3.txt"), PATH), SITE);
  expect(items.map(({ externalId, kind }) => [externalId, kind])).toStrictEqual([
    ["4", "lead"],
    ["3", "lead"],
    ["2", "lead"],
    ["1", "empty"],
  ]);
  expect(items[0]).toMatchObject({
    email: "maria@example.com",
    phone: "+5493515551234",
    service: "transporte",
    firm: 'Güemes "Hnos" & Cía',
    consent: true,
    utm: { source: "google", campaign: "camión-2026" },
    submittedAt: { iso: "2026-11-22T14:20:22-03:00" },
    extra: { "Fecha estimada": "05/12/2026", Canal: "WhatsApp" },
  });
});

test.each([
  ["custom-99.txt", "not_found", 404, "no_form"],
  ["custom-badauth.txt", "unauthorised", 401, "incorrect_password"],
  ["custom-mainpass.txt", "unauthorised", 401, "incorrect_password"],
  ["custom-noauth.txt", "unauthorised", 401, "rest_forbidden"],
])("says why %s has nothing", (name, code, status, word) => {
  const { items, error } = understandPulled(replyFrom(fixture("captured", "rest", name), PATH), SITE);
  expect(items).toStrictEqual([]);
  expect(error).toMatchObject({ code, status });
  expect(error?.detail).toContain(word);
});

test("trap 15: finds the JSON behind PHP's notices", () => {
  const notice = "<br />\n<b>Notice</b>:  Undefined index: [0] {x} in <b>/www/f.php</b> on line <b>3</b><br />\n";
  expect(understandPulled(reply(notice + list(ROW)), SITE).items).toMatchObject([
    { externalId: "812", name: "Ana Ruiz" },
  ]);
});

test("trap 15: a login page is an error and no empty list", () => {
  const { error } = understandPulled(reply("<!DOCTYPE html><html><body>Acceder</body></html>"), SITE);
  expect(error).toMatchObject({ code: "html", detail: "Acceder" });
  // A page that refuses is as little WordPress's word on a login; what it says in JSON is.
  for (const status of [401, 403]) {
    const refusal = (body: string) => understandPulled({ ...reply(body), status }, SITE).error?.code;
    expect(refusal("<!doctype html><html><body>Just a moment…</body></html>")).toBe("html");
    expect(refusal('{"code":"rest_forbidden","message":"<b>No</b>"}')).toBe("unauthorised");
    expect(refusal("Forbidden")).toBe("unauthorised");
  }
});

test("trap 15: an empty list may be an object, and a broken one is an error", () => {
  expect(understandPulled(reply('{"form_submissions":[]}'), SITE)).toStrictEqual({ items: [] });
  expect(understandPulled(reply('{"form_submissions":{}}'), SITE)).toStrictEqual({ items: [] });
  expect(understandPulled(reply('{"form_submissions":"no"}'), SITE).error?.code).toBe("unexpected");
  expect(understandPulled(reply('{"form_submi'), SITE).error?.code).toBe("unreadable");
  expect(understandPulled(reply("", 502), SITE).error?.code).toBe("server_error");
});

test("trap 15: a row that is repeated counts once, whether its id is a number or a text", () => {
  const { items } = understandPulled(
    reply(list(ROW, { ...ROW, id: "812", Nombre: "Ana María Ruiz" }, { ...ROW, id: 813 })),
    SITE,
  );
  expect(items.map(({ externalId, name }) => [externalId, name])).toStrictEqual([
    ["812", "Ana María Ruiz"],
    ["813", "Ana Ruiz"],
  ]);
});

test("takes a place for the service only where no field asks for one", () => {
  const asks = (row: object) =>
    understandPulled(reply(list({ ...ROW, ...row }), 200, "/wp-json/custom/v1/form-submissions/7"), SITE).items[0];
  expect(asks({ Ubicación: "Depósito Norte" })).toMatchObject({ service: "Depósito Norte", form: { id: "7" } });
  expect(asks({ Ubicación: "Rosario", "Me interesa el servicio": "Picking" })).toMatchObject({
    service: "Picking",
    extra: { Ubicación: "Rosario" },
  });
});

test("reads times in the site's zone, summer time included", () => {
  const { items } = understandPulled(reply(list({ ...ROW, created_at: "2024-07-01 09:00:00" })), {
    ...SITE,
    timeZone: "Europe/Madrid",
  });
  expect(items[0]?.submittedAt).toStrictEqual({
    raw: "2024-07-01 09:00:00",
    iso: "2024-07-01T09:00:00+02:00",
    basis: "site",
  });
});

test("reads Elementor's, Gravity's and Fluent's own interfaces as captured", () => {
  const from = (name: string) =>
    understandPulled(replyFrom(fixture("captured", "rest", name), "/wp-json/"), SITE).items;
  expect(from("el-one.txt")).toMatchObject([
    {
      plugin: "elementor-pro",
      externalId: "1",
      name: "María José Güemes",
      phone: "+5493515551234",
      submittedAt: { iso: "2026-11-22T17:25:40Z" },
    },
  ]);
  expect(from("gf-labels.txt")).toMatchObject([
    {
      plugin: "gravityforms",
      externalId: "2",
      name: "María José Güemes Peña",
      firm: 'Güemes "Hnos" & Cía',
      service: "transporte",
    },
  ]);
  expect(from("ff-list.txt")).toMatchObject([
    { externalId: "4", name: "María José Güemes Peña" },
    { externalId: "3", phone: "+5493515551234" },
  ]);
});
