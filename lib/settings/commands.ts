import { authorize } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { conflict, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { fold } from "@/lib/core/text";
import { newToken, tokenHash } from "@/lib/core/token";
import {
  companyCreated,
  companyUpdated,
  ORGANISATION_SUBJECT,
  organisationSetUp,
  organisationUpdated,
} from "@/lib/settings/events";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { OrganisationInput, UpdateCompanyInput, UpdateOrganisationInput } from "@/lib/settings/schema";

const TONES = ["blue", "violet", "teal", "amber", "pink", "green", "orange", "cyan", "red", "lime"];

/** A new one-time token for the first run, which replaces the one before; undefined once the first run is done. */
export async function issueSetUpToken(): Promise<string | undefined> {
  const { token, hash } = newToken();
  const done = await database().$executeRawUnsafe(
    `insert into "Organisation" (id, name, "setUpTokenHash") values (1, '', $1)
     on conflict (id) do update set "setUpTokenHash" = $1 where "Organisation"."setUpAt" is null`,
    hash,
  );
  return done === 0 ? undefined : token;
}

/** What opens the first run: the token from the terminal or, there itself, the operator's word. */
export type SetUpKey = { token: string } | "operator";

/** Completes the first run inside the transaction that makes the first admin. Of two at once, one is refused. */
export async function claimSetUp(ctx: Ctx, tx: Tx, emit: Emit, key: SetUpKey, input: OrganisationInput): Promise<void> {
  if (key === "operator") {
    await tx.organisation.createMany({ data: [{ id: 1, name: "" }], skipDuplicates: true });
  }
  const { count } = await tx.organisation.updateMany({
    where: { id: 1, setUpAt: null, ...(key !== "operator" && { setUpTokenHash: tokenHash(key.token) }) },
    data: { ...input, setUpAt: ctx.now(), setUpTokenHash: null },
  });
  if (count === 0) throw precondition("setUpDone");
  emit(organisationSetUp, { ...organisationSubject(input.name), payload: { by: key === "operator" ? key : "screen" } });
}

export async function updateOrganisation(ctx: Ctx, input: UpdateOrganisationInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe(`select 1 from "Organisation" where id = 1 for update`);
    const row = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const set = given(input.set);
    const changes = await changesOf(tx, ORGANISATION_SUBJECT, row, set, input.seen);
    await tx.organisation.update({ where: { id: 1 }, data: set });
    emit(organisationUpdated, { ...organisationSubject(set.name ?? row.name), payload: {}, changes });
  });
}

export async function addCompany(ctx: Ctx, input: { name: string }): Promise<{ id: string }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => ({ id: await createCompany(tx, emit, input.name) }));
}

/** Inside a transaction; the key is made of the name and stays when that changes. */
export async function createCompany(tx: Tx, emit: Emit, name: string): Promise<string> {
  const others = await lockCompanies(tx);
  requireFreeName(others, name);
  const id = newId();
  const key = freeKey(name, new Set(others.map((company) => company.key)));
  const position = others.length;
  await tx.company.create({ data: { id, key, name, position, tone: TONES[position % TONES.length] ?? "blue" } });
  emit(companyCreated, { subjectId: id, subjectLabel: name, payload: { name }, companyIds: [id] });
  return id;
}

/** A company that isn't active keeps its leads and people, and can't be chosen for new ones. */
export async function updateCompany(ctx: Ctx, input: UpdateCompanyInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const all = await lockCompanies(tx);
    const company = all.find(({ id }) => id === input.companyId);
    if (!company) throw notFound();
    const set = given(input.set);
    const others = all.filter(({ id }) => id !== company.id);
    if (set.name !== undefined) requireFreeName(others, set.name);
    if (set.active === false && !others.some((other) => other.active)) throw precondition("lastCompany");
    const changes = await changesOf(tx, company.id, company, set, input.seen);
    await tx.company.update({ where: { id: company.id }, data: set });
    const subject = { subjectId: company.id, subjectLabel: set.name ?? company.name, companyIds: [company.id] };
    emit(companyUpdated, { ...subject, payload: {}, changes });
  });
}

/** All of them, so that names and keys stay apart when two are made at once. */
async function lockCompanies(tx: Tx) {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('companies'))::text`);
  return tx.company.findMany();
}

function requireFreeName(others: { name: string }[], name: string): void {
  if (others.some((other) => fold(other.name) === fold(name))) throw invalid({ name: "taken" });
}

function freeKey(name: string, taken: ReadonlySet<string>): string {
  const base =
    fold(name)
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "") || "company";
  let key = base;
  for (let number = 2; taken.has(key); number++) key = `${base}-${number}`;
  return key;
}

/**
 * The fields that really change; one that somebody changed since it was seen is a conflict. `orElse`: something else is
 * changed beside them.
 */
export async function changesOf(
  tx: Tx,
  subjectId: string,
  row: Record<string, unknown>,
  set: Record<string, unknown>,
  seen: Record<string, unknown>,
  { orElse = false } = {},
): Promise<Changes> {
  const changes: Changes = {};
  for (const [field, value] of Object.entries(set)) {
    if (row[field] === value) continue;
    if (row[field] !== seen[field]) throw await firstOne(tx, subjectId, field, String(row[field]));
    changes[field] = { from: row[field], to: value };
  }
  if (Object.keys(changes).length === 0 && !orElse) throw precondition("unchanged");
  return changes;
}

async function firstOne(tx: Tx, subjectId: string, field: string, to: string) {
  const [last] = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event" where "subjectId" = $1::uuid and changes ? $2 order by seq desc limit 1`,
    subjectId,
    field,
  );
  return conflict({ field, to, ...(last && { by: last.actorLabel }) });
}

function organisationSubject(name: string) {
  return { subjectId: ORGANISATION_SUBJECT, subjectLabel: name };
}
