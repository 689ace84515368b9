import { closeDatabase, database } from "@/lib/core/db";
import { fieldLessons } from "@/lib/intake/mapping-lessons/queries";
import { updateSource } from "@/lib/intake/sources/commands";
import { updateSourceInput } from "@/lib/intake/sources/schema";
import { settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import { understood } from "@/tests/support/spam";

jest.setTimeout(60_000);
afterAll(closeDatabase);

let labels = 0;
/** A label that nobody guesses and no other test corrects. */
const unknown = () => `Rubro zz ${String.fromCharCode(97 + labels++)}qx`;
const mail = (index: number) => `lesson${index}@example.com`;

async function correct(sourceId: string, mapping: Record<string, string>, before: Record<string, string> = {}) {
  const ctx = ctxOf(await makeUser("admin"));
  await updateSource(ctx, updateSourceInput.parse({ sourceId, set: { mapping }, seen: { mapping: before } }));
}
const readIn = async (sourceId: string, values: object) => understood(await settled(sourceId, { ...values }));

test("a label that was corrected in one source is read so in a new one, however it is spelt, and the screen says why", async () => {
  const label = unknown();
  const first = await makeSource({ name: "Contact, main site" });
  expect(await readIn(first.id, { email: mail(1), [label]: "Bodega Sur" })).toMatchObject({ firm: null });
  await correct(first.id, { [label]: "firm" });
  const other = await makeSource();
  const spelt = `${label.toUpperCase().replaceAll(" ", "_")}:`;
  expect(await readIn(other.id, { email: mail(2), [spelt]: "Bodega Norte" })).toMatchObject({
    firm: "Bodega Norte",
    readFrom: { firm: spelt },
  });
  const ctx = ctxOf(await makeUser("admin"));
  expect(await fieldLessons(ctx, { id: other.id, labels: {} }, [spelt, "email"])).toStrictEqual({
    [spelt]: { target: "firm", source: "Contact, main site", counts: true },
  });
});

test("it changes nothing that somebody set by hand elsewhere", async () => {
  const label = unknown();
  const [first, other] = [await makeSource(), await makeSource()];
  await correct(other.id, { [label]: "service" });
  await correct(first.id, { [label]: "firm" });
  expect(await readIn(other.id, { email: mail(3), [label]: "Transporte" })).toMatchObject({
    firm: null,
    service: "Transporte",
  });
  expect((await database().source.findUniqueOrThrow({ where: { id: other.id } })).mapping).toStrictEqual({
    [label]: "service",
  });
});

test("a source that had the field already reads it as it did, and is told of the correction", async () => {
  const label = unknown();
  const [first, other] = [await makeSource({ name: "Z" }), await makeSource()];
  await settled(other.id, { email: mail(4), [label]: "Vinos" });
  await correct(first.id, { [label]: "firm" });
  expect(await readIn(other.id, { email: mail(5), [label]: "Vinos" })).toMatchObject({
    firm: null,
    extra: { [label]: "Vinos" },
  });
  const ctx = ctxOf(await makeUser("admin"));
  expect(await fieldLessons(ctx, { id: other.id, labels: {} }, [label])).toMatchObject({
    [label]: { target: "firm", source: "Z", counts: false },
  });
});

test("what can't be what the correction says is guessed as ever", async () => {
  const label = unknown();
  const [first, other] = [await makeSource(), await makeSource()];
  await correct(first.id, { [label]: "phone" });
  expect(await readIn(other.id, { email: mail(6), [label]: "Vinos" })).toMatchObject({
    phoneRaw: null,
    extra: { [label]: "Vinos" },
  });
  expect(await readIn(other.id, { email: mail(7), [label]: "11 4321-8799" })).toMatchObject({ phone: "+541143218799" });
});

test("the newest correction counts; taken back, it teaches nothing any more", async () => {
  const label = unknown();
  const [first, second] = [await makeSource(), await makeSource()];
  await correct(first.id, { [label]: "firm" });
  await correct(second.id, { [label]: "service" });
  expect(await readIn((await makeSource()).id, { email: mail(8), [label]: "Aduana" })).toMatchObject({
    service: "Aduana",
  });
  await correct(second.id, {}, { [label]: "service" });
  expect(await readIn((await makeSource()).id, { email: mail(9), [label]: "Aduana" })).toMatchObject({
    service: null,
  });
});

test("a number that a plugin sends for a name teaches nobody", async () => {
  const first = await makeSource();
  await correct(first.id, { "4": "firm", field_7a1b2c3: "service", "6.*": "extra:Zonas" });
  expect(await database().mappingLesson.count({ where: { sourceId: first.id } })).toBe(0);
});

test("what has a name there has it here; what isn't to be kept there is kept here all the same", async () => {
  const [dropped, named] = [unknown(), unknown()];
  const first = await makeSource();
  await correct(first.id, { [dropped]: "ignore", [named]: "extra:Rubro" });
  const { extra } = await readIn((await makeSource()).id, { email: mail(10), [dropped]: "x1", [named]: "Vinos" });
  expect(extra).toStrictEqual({ [dropped]: "x1", Rubro: "Vinos" });
});
