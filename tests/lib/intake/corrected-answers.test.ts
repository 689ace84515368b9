import { closeDatabase, database } from "@/lib/core/db";
import { lead, settled } from "@/tests/support/arrivals";
import { makeSource } from "@/tests/support/intake";
import { eventsOf } from "@/tests/support/house";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const asked = (day: string, who = "ana") => ({
  nombre: "Ana Pérez",
  email: `${who}@correo.test`,
  mensaje: "Quiero una visita",
  "Fecha de retiro": day,
});
const [BEFORE, AFTER] = ["05/12/2026", "09/12/2026"];

describe("a visitor who corrects an answer under a label of the form's own", () => {
  test("without an id writes again: it is a touch that says so, and no duplicate", async () => {
    const source = await makeSource();
    const first = await settled(source.id, asked(BEFORE));
    expect(await settled(source.id, asked(BEFORE))).toMatchObject({ state: "duplicate", reason: "same_content" });
    const second = await settled(source.id, asked(AFTER));
    expect(second).toMatchObject({ state: "processed", outcome: "touched", leadId: first.leadId });
    const touch = await database().touchpoint.findFirstOrThrow({ where: { deliveryId: second.id } });
    expect(touch.values).toMatchObject({ extra: { "Fecha de retiro": "09/12/2026" } });
  });

  test("of the same entry changes the lead, says so in its history, and what is sent again changes nothing", async () => {
    const source = await makeSource();
    const first = await settled(source.id, { ...asked(BEFORE, "eva"), entry_id: "9001" });
    const second = await settled(source.id, { ...asked(AFTER, "eva"), Bultos: "7", entry_id: "9001" });
    expect(second).toMatchObject({ outcome: "updated", reason: "entry_changed", leadId: first.leadId });
    const { extra } = await lead(first.leadId);
    expect(extra).toMatchObject({ "Fecha de retiro": "09/12/2026", Bultos: "7" });
    const told = (await eventsOf(String(first.leadId))).filter(({ name }) => name === "lead.updated");
    expect(told.map(({ changes }) => changes)).toStrictEqual([
      {
        "extra.Fecha de retiro": { from: "05/12/2026", to: "09/12/2026" },
        "extra.Bultos": { from: "", to: "7" },
      },
    ]);
    const again = await settled(source.id, { ...asked(AFTER, "eva"), Bultos: "7", entry_id: "9001" });
    expect(again).toMatchObject({ state: "duplicate", reason: "same_entry" });
  });

  test("changes nothing that somebody here wrote there since", async () => {
    const source = await makeSource();
    const first = await settled(source.id, { ...asked(BEFORE, "eli"), entry_id: "9002" });
    const id = String(first.leadId);
    await database().lead.update({ where: { id }, data: { extra: { "Fecha de retiro": "a convenir" } } });
    await settled(source.id, { ...asked(AFTER, "eli"), Bultos: "7", entry_id: "9002" });
    expect((await lead(id)).extra).toStrictEqual({ "Fecha de retiro": "a convenir", Bultos: "7" });
  });
});

test("what a program makes anew for each sending of an entry is no change of its lead", async () => {
  const source = await makeSource();
  const sent = (nonce: string, at: string) => ({
    ...asked(BEFORE, "isa"),
    entry_id: "9003",
    _wpnonce: nonce,
    "Form time": at,
  });
  const first = await settled(source.id, sent("a1b2c3", "2026-03-04 10:11:12"));
  const again = await settled(source.id, sent("d4e5f6", "2026-03-04 10:15:40"));
  expect(again).toMatchObject({ state: "duplicate", reason: "same_entry", leadId: first.leadId });
});
