import { closeDatabase } from "@/lib/core/db";
import { fieldSamples } from "@/lib/intake/field-samples/queries";
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
