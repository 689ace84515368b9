import { database } from "@/lib/core/db";
import { understandPulled } from "@/lib/intake/pulled";
import { understand } from "@/lib/intake/understand";
import { ana, settled } from "@/tests/support/arrivals";
import { makeSource } from "@/tests/support/intake";
import type { FieldMapping } from "@/lib/intake/schema";

const SITE = { timeZone: "America/Argentina/Buenos_Aires", defaultCountry: "AR", mapping: {} };
const GRAVITY = { id: "7", form_id: "3", date_created: "2026-11-20 12:00:00", "1": "Ana", "2": "ana@example.com" };
const FLUENT = { id: 7, form_id: 3, created_at: "2026-11-20 12:00:00" };

function kindOf(values: object, mapping: FieldMapping = {}) {
  const body = Buffer.from(JSON.stringify(values));
  const [item] = understand({ method: "POST", path: "/", headers: {}, body }, { ...SITE, mapping });
  return item?.kind;
}

test.each<[string, object]>([
  ["Gravity Forms", { ...GRAVITY, status: "trash" }],
  ["Fluent Forms", { nombre: "Ana", correo: "ana@example.com", __submission: { ...FLUENT, status: "trashed" } }],
  ["a post's status", { ...ana, post_status: "trash" }],
  ["a status by its label", { ...ana, "Entry Status": "Trash" }],
  ["in the site's language", { ...ana, "Estado de la entrada": "En la papelera" }],
  ["in Portuguese", { ...ana, status: "Lixeira" }],
  ["a flag", { ...ana, is_trash: "1" }],
  ["an entry inside", { event: "updated", entry: { ...ana, status: "trash" } }],
])("an entry in the bin is no lead, and says so: %s", (_name, values) => {
  expect(kindOf(values)).toBe("trashed");
});

test.each<[string, object, FieldMapping]>([
  ["active", { ...GRAVITY, status: "active" }, {}],
  ["another status", { ...ana, status: "trash collection" }, {}],
  ["a flag that says no", { ...ana, is_trash: "0", trashed: false }, {}],
  ["somebody who writes of trash", { ...ana, mensaje: "trash", asunto: "papelera" }, {}],
  ["a flag of nothing", { ...ana, trash: "" }, {}],
  ["a field that was mapped by hand", { ...ana, status: "trash" }, { status: "service" }],
])("and nothing else is taken for one: %s", (_name, values, mapping) => {
  expect(kindOf(values, mapping)).toMatch(/^lead/);
});

test("a list that names binned entries makes no leads of them", () => {
  const row = (id: number, status: string) => ({ ...FLUENT, id, status, response: { correo: `p${id}@example.com` } });
  const body = Buffer.from(JSON.stringify({ data: [row(1, "trashed"), row(2, "unread")] }));
  const { items } = understandPulled({ path: "/", status: 200, headers: {}, body }, SITE);
  expect(items.map(({ kind }) => kind)).toStrictEqual(["trashed", "lead"]);
});

test("a binned entry is kept without a lead, for a reason, and becomes one when it is restored and sent again", async () => {
  const { id } = await makeSource();
  expect(await settled(id, { ...GRAVITY, status: "trash" })).toMatchObject({ state: "rejected", reason: "trashed" });
  expect(await database().lead.count({ where: { sourceId: id } })).toBe(0);
  expect(await settled(id, { ...GRAVITY, status: "active" })).toMatchObject({ state: "processed", outcome: "created" });
  // Put into the bin later, it stays the lead that it is.
  expect(await settled(id, { ...GRAVITY, status: "trash" })).toMatchObject({ state: "rejected", reason: "trashed" });
  expect(await database().lead.count({ where: { sourceId: id } })).toBe(1);
});
