import { compareLeads } from "@/lib/leads/merging/comparison/queries";
import { addNote, deleteNote } from "@/lib/leads/notes/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";

test("a note that was deleted is no work on a lead: it isn't counted, and suggests nobody to go on with", async () => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("manager", [company.id]));
  const first = await makeLead(company.id, { at: new Date("2026-03-01T12:00:00Z") });
  const second = await makeLead(company.id, { at: new Date("2026-03-02T12:00:00Z") });
  const { noteId } = await addNote(ctx, { leadId: second.id, body: "Llamar" });
  const compared = () => compareLeads(ctx, { numbers: [first.number, second.number], locale: "es" });
  expect(await compared()).toMatchObject({ b: { notes: 1 }, suggests: "b" });
  await deleteNote(ctx, { noteId });
  expect(await compared()).toMatchObject({ b: { notes: 0 }, suggests: "a" });
});
