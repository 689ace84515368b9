import { updateLead } from "@/lib/leads/commands";
import { leadPage } from "@/lib/leads/list/queries";
import { searchCondition } from "@/lib/leads/list/search";
import { makeSource } from "@/tests/support/intake";
import { ana, idOf, lead, settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";

const orders = { status: [], owner: [], company: [], source: [], type: [], priority: [] };

async function search(typed: string) {
  const admin = await makeUser("admin");
  const condition = searchCondition(typed, "AR") ?? { all: [] };
  const order = { sort: "received", dir: "desc" } as const;
  const { rows } = await leadPage(ctxOf(admin), { condition, timeZone: "UTC", order, orders });
  return rows.map(({ id }) => id);
}

test("a second mail that came with a known phone finds the lead from then on, and is searched", async () => {
  const { id } = await makeSource();
  const mail = `segunda-${Date.now()}@example.com`;
  const first = idOf(await settled(id, ana));
  await settled(id, { ...ana, email: mail });
  expect(await lead(first)).toMatchObject({ email: "ana@example.com", otherKeys: [mail], touchCount: 2 });
  const third = await settled(id, { nombre: "Ana", email: mail.toUpperCase(), mensaje: "Otra vez" });
  expect(third).toMatchObject({ outcome: "touched", leadId: first });
  expect(await search(mail)).toStrictEqual([first]);
});

test("a mail corrected by hand still finds the lead: browsers fill in the former one", async () => {
  const { id } = await makeSource();
  const first = idOf(await settled(id, { nombre: "Ana", email: "vieja@example.com", mensaje: "Hola" }));
  const admin = await makeUser("admin");
  const email = "nueva@example.com";
  await updateLead(ctxOf(admin), {
    leadId: first,
    set: { email },
    seen: { email: "vieja@example.com" },
    country: "AR",
  });
  expect(await settled(id, { nombre: "Ana", email: "vieja@example.com", mensaje: "Otra" })).toMatchObject({
    leadId: first,
  });
});

test("somebody else's mail finds nobody", async () => {
  const { id } = await makeSource();
  const first = idOf(await settled(id, ana));
  const other = await settled(id, { nombre: "Bruno", email: "bruno@example.com", mensaje: "Hola" });
  expect(other).toMatchObject({ outcome: "created" });
  expect(other.leadId).not.toBe(first);
  expect(await lead(first)).toMatchObject({ otherKeys: [] });
});
