import fc from "fast-check";
import { database } from "@/lib/core/db";
import { updateLead } from "@/lib/leads/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { ATTACHED_TABLES, DERIVED_TABLES, mergeLeads, MOVED_TABLES } from "@/lib/leads/merging/commands";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { rowOf, write } from "@/tests/support/merging";
import type { UserActor } from "@/lib/core/ctx";

const LEADS = 4;
const TAKEN = ["contactName", "firm", "email", "phone", "message", "amountCents", "ownerId"] as const;

type Step =
  | { do: "merge"; survivor: number; other: number; take: (typeof TAKEN)[number][] }
  | { do: "unmerge"; which: number }
  | { do: "note" | "write" | "call"; at: number };

const place = fc.nat(LEADS - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("merge" as const), survivor: place, other: place, take: fc.subarray([...TAKEN]) }),
  fc.record({ do: fc.constant("unmerge" as const), which: fc.nat(5) }),
  fc.record({ do: fc.constantFrom("note" as const, "write" as const, "call" as const), at: place }),
);

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const owners = [await makeUser("employee", [company.id]), await makeUser("employee", [company.id])];
  const ids: string[] = [];
  for (let index = 0; index < LEADS; index++) {
    const lead = await makeLead(company.id, {
      contactName: `Persona ${index}`,
      firm: index % 2 ? `Firma ${index}` : "",
      email: index === 0 ? "" : `p${index}@norte.test`,
      phone: index === 1 ? "" : `011 4321-100${index}`,
      extra: { [`dato ${index % 3}`]: index },
      defaultOwnerId: owners[index % 3]?.id ?? null,
      at: new Date(Date.UTC(2026, 2, 10 - index)),
    });
    await database().lead.update({
      where: { id: lead.id },
      data: { amountCents: index % 2 === 0 ? index * 100 : null },
    });
    ids.push(lead.id);
  }
  return { manager, ids };
}

/** What a lead is without what moves with every act on it. */
async function standing(leadId: string): Promise<Record<string, unknown>> {
  const { updatedAt: _, lastActivityAt: __, statusChangedAt: ___, ...row } = await rowOf(leadId);
  return { ...row, tags: [...(row["tags"] as string[])].sort() };
}

/** Every note, call and arrival there is about these leads, by the lead they hang on. */
async function hanging(ids: string[]) {
  const where = { where: { leadId: { in: ids } }, select: { id: true, leadId: true } };
  const rows = [
    ...(await database().note.findMany(where)),
    ...(await database().touchpoint.findMany(where)),
    ...(await database().contactAttempt.findMany(where)),
  ];
  return new Map(rows.map(({ id, leadId }) => [id, leadId]));
}

type World = { manager: UserActor; ids: string[]; merges: { id: string; survivor: string; other: string }[] };

/** Answers which lead it was done to, if it could be done. */
async function act({ manager, ids, merges }: World, one: Step): Promise<string | undefined> {
  const gone = (id: string) => merges.some(({ other }) => other === id);
  if (one.do === "merge") {
    const [survivorId = "", otherId = ""] = [ids[one.survivor], ids[one.other]];
    if (survivorId === otherId || gone(survivorId) || gone(otherId)) return undefined;
    const seen = { survivor: {}, other: {} };
    const { mergeId } = await mergeLeads(ctxOf(manager), { survivorId, otherId, take: one.take, seen });
    merges.push({ id: mergeId, survivor: survivorId, other: otherId });
    return undefined;
  }
  if (one.do === "unmerge") {
    const merge = merges.filter(({ survivor }) => !gone(survivor))[one.which];
    if (!merge) return undefined;
    await unmergeLeads(ctxOf(manager), { mergeId: merge.id, touchpointIds: [] });
    merges.splice(merges.indexOf(merge), 1);
    return undefined;
  }
  const id = ids[one.at] ?? "";
  if (gone(id)) return undefined;
  if (one.do === "note") await addNote(ctxOf(manager), { leadId: id, body: "x" });
  if (one.do === "write") await write(id, {});
  if (one.do === "call")
    await logContact(ctxOf(manager), { leadId: id, channel: "call", outcome: "reached", note: "" });
  return id;
}

async function takeAllApart(world: World): Promise<void> {
  while (world.merges.length > 0) await act(world, { do: "unmerge", which: 0 });
}

/** The steps one after the other; what each made is noted where it belongs. */
async function actAll(world: World, steps: Step[], hung: Map<string, string>): Promise<Set<string>> {
  const touched = new Set<string>();
  for (const one of steps) {
    const known = new Set((await hanging(world.ids)).keys());
    const at = await act(world, one);
    if (at === undefined) continue;
    touched.add(at);
    for (const [id, leadId] of await hanging(world.ids)) if (!known.has(id)) hung.set(id, leadId);
  }
  return touched;
}

/** What nobody's note, call or arrival would have changed of a lead. */
function untouched(row: Record<string, unknown> | undefined, isTouched: boolean): Record<string, unknown> {
  const { touchCount, lastTouchAt, firstResponseAt, ...rest } = row ?? {};
  return isTouched ? rest : { ...rest, touchCount, lastTouchAt, firstResponseAt };
}

test("merged and parted in any order, nothing is lost, and what nobody touched is as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), async (steps) => {
      const { manager, ids } = await house();
      const world: World = { manager, ids, merges: [] };
      const before = new Map(await Promise.all(ids.map(async (id) => [id, await standing(id)] as const)));
      const hung = await hanging(ids);
      const touched = await actAll(world, steps, hung);
      // While merged, nothing is lost either.
      expect([...(await hanging(ids)).keys()].sort()).toStrictEqual([...hung.keys()].sort());
      await takeAllApart(world);
      expect(await hanging(ids)).toStrictEqual(hung);
      for (const id of ids) {
        const row = await standing(id);
        expect(untouched(row, touched.has(id))).toStrictEqual(untouched(before.get(id), touched.has(id)));
        expect(row).toMatchObject({ touchCount: await database().touchpoint.count({ where: { leadId: id } }) });
        const calls = await database().contactAttempt.count({ where: { leadId: id } });
        expect(row["firstResponseAt"] !== null).toBe(calls > 0);
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 120_000);

test("it would notice a field that doesn't come back", async () => {
  const { manager, ids } = await house();
  const [survivorId = "", otherId = ""] = ids;
  const before = await standing(survivorId);
  const seen = { survivor: {}, other: {} };
  const merged = await mergeLeads(ctxOf(manager), { survivorId, otherId, take: ["contactName"], seen });
  const set = { contactName: "Otra" };
  await updateLead(ctxOf(manager), { leadId: survivorId, set, seen: { contactName: "Persona 1" }, country: "AR" });
  await unmergeLeads(ctxOf(manager), { mergeId: merged.mergeId, touchpointIds: [] });
  expect(await standing(survivorId)).not.toStrictEqual(before);
});

test("every table that hangs on leads is known to the merge: else its rows would go with the lead", async () => {
  const tables = await database().$queryRawUnsafe<{ name: string }[]>(
    `select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = '"Lead"'::regclass`,
  );
  const known: string[] = [...MOVED_TABLES, ...ATTACHED_TABLES, ...DERIVED_TABLES, "Lead"];
  expect(tables.map(({ name }) => name.replaceAll('"', "")).filter((name) => !known.includes(name))).toStrictEqual([]);
});
