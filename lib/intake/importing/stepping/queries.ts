import { actorOfUser } from "@/lib/auth/queries";
import { scopeOf } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { fold } from "@/lib/core/text";
import { importChoices } from "@/lib/intake/importing/choices/queries";
import { reaches } from "@/lib/intake/importing/choices/schema";
import { NOBODYS } from "@/lib/intake/importing/schema";
import { statusWords } from "@/lib/intake/importing/status-words";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { serviceNames } from "@/lib/leads/service-words/queries";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Import } from "@/lib/core/prisma/client";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { ReadingHints } from "@/lib/leads/custom-fields/reading/schema";
import type { ImportChoices } from "@/lib/intake/importing/choices/queries";
import type { KnownWords, RowWords } from "@/lib/intake/importing/row";
import type { ImportSettings, Named, Said } from "@/lib/intake/importing/schema";

/** What is at work, the oldest first. */
export async function workingImports(): Promise<Import[]> {
  return database().import.findMany({ where: { state: "working" }, orderBy: { createdAt: "asc" }, take: 10 });
}

/** In whose name it goes on: the uploader's, as long as they may. */
export async function importCtx(row: Import): Promise<Ctx | undefined> {
  const actor = await actorOfUser(row.uploaderId);
  if (!actor || !scopeOf(actor, "lead.import")) return undefined;
  return { actor, requestId: row.id, now: () => new Date(), history: true };
}

export type StoredRow = {
  line: number;
  values: string[];
  /** The earlier row about the same person: the dry run sees the whole file, a batch of the run doesn't. */
  after: number | undefined;
};

export async function nextRows(
  tx: Tx | undefined,
  importId: string,
  after: number,
  take: number,
): Promise<StoredRow[]> {
  const rows = await reader(tx ? { tx } : {}).importRow.findMany({
    where: { importId, line: { gt: after } },
    orderBy: { line: "asc" },
    take,
    select: { line: true, values: true, reason: true, detail: true },
  });
  return rows.map(({ line, values, reason, detail }) => ({
    line,
    values: values as string[],
    after: reason === "again" ? Number(detail) : undefined,
  }));
}

export type RunWorld = {
  companyIds: string[];
  words: RowWords;
  country: string;
  fields: readonly FieldDefinition[];
  hints: ReadingHints;
  assignedStatusId: string;
};

/** What rows may speak of, for this actor and these settings. */
export async function runWorld(ctx: Ctx, settings: ImportSettings): Promise<RunWorld> {
  const choices = await importChoices(ctx);
  const organisation = await reader(ctx).organisation.findUnique({
    where: { id: 1 },
    select: { defaultCountry: true, currency: true, locale: true },
  });
  const fields = (await allFields(reader(ctx))).filter(({ active }) => active);
  const decimal = organisation?.locale === "en" ? ("." as const) : ("," as const);
  const allowed = choices.companies.map(({ id }) => id);
  const companyIds = settings.companyId ? allowed.filter((id) => id === settings.companyId) : allowed;
  return {
    companyIds,
    words: {
      ...wordsOf(choices, companyIds, settings.said),
      services: await serviceNames(reader(ctx)),
      tags: await reader(ctx).tag.findMany(),
    },
    country: organisation?.defaultCountry ?? "AR",
    fields,
    hints: { currency: organisation?.currency ?? "ARS", decimal },
    assignedStatusId: choices.statuses.find(({ part }) => part === "assigned")?.id ?? "",
  };
}

function wordsOf({ statuses, retired, owners }: ImportChoices, companyIds: string[], said?: Said): RowWords {
  const reaching = owners.filter((owner) => reaches(owner, companyIds));
  const byName = reaching.flatMap(({ id, name, email, userName }) =>
    [name, email, userName].map((word): [string, string] => [fold(word), id]),
  );
  // A name that two people have names nobody.
  const named = byName.filter(([word, id]) => byName.every(([other, whose]) => other !== word || whose === id));
  return {
    statuses: asSaid(statusWords(statuses, retired), said?.status, statuses),
    owners: asSaid(new Map(named), said?.owner, reaching),
  };
}

/** What somebody said that words mean goes before; what can't be meant any more isn't. */
function asSaid(known: Map<string, string>, said: Said[Named] = [], among: readonly { id: string }[]): KnownWords {
  const ids = new Set([NOBODYS, ...among.map(({ id }) => id)]);
  const meant = said.filter(({ means }) => ids.has(means));
  return new Map([
    ...known,
    ...meant.map(({ word, means }): [string, string | null] => [fold(word), means === NOBODYS ? null : means]),
  ]);
}

/** Whether the actor still reaches the company the import is for. */
export function stillAllowed(actor: UserActor, companyId: string | null): boolean {
  return companyId === null || scopeOf(actor, "lead.import") === "any" || actor.companyIds.includes(companyId);
}
