import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { askProof } from "@/lib/intake/proof/commands";
import { proofMatrix, proofTrouble, toldOf } from "@/lib/intake/proof/queries";
import { reconcile } from "@/lib/intake/proof/reconciling/commands";
import { ctxOf, makeUser } from "@/tests/support/house";
import { settleAll } from "@/tests/support/intake";
import type { Ctx } from "@/lib/core/ctx";

export const WEEK = { from: "2024-08-01", to: "2024-08-07" };
export const night = systemCtx("proof");
export const admin = async () => ctxOf(await makeUser("admin"));

export async function prove(ctx: Ctx, sourceId: string, fetch = false) {
  const { reconciliationId } = await askProof(ctx, { ...WEEK, sourceId, fetch });
  await reconcile({ reconciliationId, fetch });
  await settleAll();
  return database().reconciliation.findUniqueOrThrow({ where: { id: reconciliationId } });
}
/** What home and intake say of a source, what its days say, and what is named: of all, how many are missing. */
export async function missingOf(ctx: Ctx, sourceId: string) {
  const trouble = await proofTrouble(ctx, WEEK);
  const [source] = (await proofMatrix(ctx, WEEK, sourceId)).sources;
  const named = (await toldOf(ctx, sourceId, WEEK)).filter(({ here, lost }) => !here && !lost);
  return {
    home: trouble.sources.find(({ id }) => id === sourceId)?.missing ?? 0,
    days: source?.days.reduce((sum, { missing }) => sum + (missing ?? 0), 0),
    named: named.map(({ id, site = "" }) => `${site.replace(/^127\.0\.0\.1:\d+/, "")} ${id}`).sort(),
  };
}
export const NONE = { home: 0, days: 0, named: [] };
export const dayOf = async (ctx: Ctx, sourceId: string, day: string) =>
  (await proofMatrix(ctx, WEEK, sourceId)).sources[0]?.days.find((one) => one.day === day);
/** How many are said to have been there in all. */
export async function expectedOf(ctx: Ctx, sourceId: string) {
  const [source] = (await proofMatrix(ctx, WEEK, sourceId)).sources;
  return source?.days.reduce((sum, { expected }) => sum + (expected ?? 0), 0);
}
export const missingIds = async (ctx: Ctx, sourceId: string, ...ids: string[]) =>
  (await toldOf(ctx, sourceId, WEEK)).filter(({ id }) => ids.includes(id)).flatMap(({ missingId }) => missingId ?? []);
