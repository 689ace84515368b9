import { closeDatabase } from "@/lib/core/db";
import { nothing } from "@/lib/intake/conclusion";
import { POSTED_LEAD } from "@/lib/intake/connectors/api";
import { fieldSamples, readFields } from "@/lib/intake/field-samples/queries";
import { settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";

jest.setTimeout(30_000);
afterAll(closeDatabase);

test("a field goes where most of its values went; what was read otherwise is told beside it", async () => {
  const source = await makeSource();
  for (const [at, telefono] of ["11 4321-8765", "11 4321-8766", "de 9 a 18"].entries()) {
    await settled(source.id, { nombre: `Ana ${"BCD".charAt(at)}`, email: `ana${at}@example.com`, telefono });
  }
  const samples = await fieldSamples(ctxOf(await makeUser("admin")), { sourceId: source.id });
  expect(samples.find(({ key }) => key === "telefono")).toStrictEqual({
    key: "telefono",
    asked: false,
    target: "phone",
    values: ["11 4321-8766", "11 4321-8765"],
    exceptions: [{ target: "", count: 1, value: "de 9 a 18" }],
  });
  expect(samples.find(({ key }) => key === "email")).toMatchObject({ target: "email", exceptions: [] });
});

test("the arrival in question comes first, however much came since; forms that send seldom and what wasn't understood are there", async () => {
  const source = await makeSource();
  const other = await makeSource();
  const odd = (n: number) => ({ zzyx: `Algo raro ${n}` });
  const ids: string[] = [];
  for (let n = 0; n < 12; n++) ids.push((await settled(source.id, odd(n))).id);
  await settled(source.id, { form_id: "7", nombre: "Rita", email: "rita@example.com", peso: "10 kg" });
  for (let n = 0; n < 65; n++)
    await settled(source.id, { form_id: "1", nombre: `Ana ${n}`, email: `ana${n}@example.com` });
  const admin = ctxOf(await makeUser("admin"));
  const keys = async (deliveryId?: string, sourceId = source.id) =>
    (await fieldSamples(admin, { sourceId, deliveryId })).map(({ key, asked }) => `${String(asked)} ${key}`);
  expect(await keys()).toStrictEqual(["false zzyx", "false nombre", "false email", "false peso"]);
  expect((await keys(ids[0])).at(0)).toBe("true zzyx");
  // Another source's says nothing of this one's.
  expect(await keys(ids[0], other.id)).toStrictEqual([]);
  const [first] = await fieldSamples(admin, { sourceId: source.id, deliveryId: ids[0] });
  expect(first?.values).toContain("Algo raro 0");
});

test("fields come as the form has them, however long their names are", async () => {
  const source = await makeSource();
  const form = { Zona: "Sur", "Qué hacés": "Muebles", email: "ana@example.com", Interno: "12", Comisión: "5" };
  const { understood } = await settled(source.id, form);
  expect((understood as { order?: string[] }).order).toStrictEqual(Object.keys(form));
  const samples = await fieldSamples(ctxOf(await makeUser("admin")), { sourceId: source.id });
  expect(samples.map(({ key }) => key)).toStrictEqual(Object.keys(form));
});

test("an arrival that doesn't tell its form's order is there all the same", () => {
  const older = { ...nothing("generic", "lead", null, []), extra: { Zona: "Sur", Interno: "12" } };
  const keys = (more: { order?: string[] }) => readFields({ ...older, ...more }).map(({ key }) => key);
  expect(keys({})).toStrictEqual(["Zona", "Interno"]);
  expect(keys({ order: ["Interno"] })).toStrictEqual(["Interno", "Zona"]);
});

test("what a program sent under a documented name and otherwise than documented is no field", async () => {
  const source = await makeSource();
  const wrong = { email: "ana@example.com", extra: "x", fields: ["y"], submittedAt: "mañana", utm: 5, Zona: "Sur" };
  await settled(source.id, wrong, { via: "api", path: POSTED_LEAD });
  const admin = ctxOf(await makeUser("admin"));
  const keys = async () => (await fieldSamples(admin, { sourceId: source.id })).map(({ key }) => key);
  expect(await keys()).toStrictEqual(["email", "Zona"]);
  // A form may call its fields so.
  await settled(source.id, { email: "eva@example.com", extra: "x" });
  expect(await keys()).toContain("extra");
});
