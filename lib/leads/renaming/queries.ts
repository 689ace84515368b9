import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { WordKind, WordMoveView } from "@/lib/leads/renaming/schema";

/** Which leads `l` have one of the words `$1`; of a service, those whose text isn't the name `$2` already. */
export const HAVING: Record<WordKind, string> = {
  tag: "l.tags && $1::text[]",
  service: `l."serviceKey" = any($1::text[]) and l.service is distinct from $2::text`,
};

export async function countHaving(
  tx: Pick<Tx, "$queryRawUnsafe">,
  kind: WordKind,
  from: readonly string[],
  to: string | null,
): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ leads: number }[]>(
    `select count(*)::int as leads from "Lead" l where ${HAVING[kind]} and ($2::text is null or true)`,
    from,
    to,
  );
  return row?.leads ?? 0;
}

/** What is being moved, or was stopped. */
export async function openMoves(ctx: Ctx, kind: WordKind): Promise<WordMoveView[]> {
  authorize(ctx, "settings.manage");
  const moves = await reader(ctx).wordMove.findMany({
    where: { kind, state: { not: "done" } },
    orderBy: { createdAt: "asc" },
    select: { id: true, from: true, to: true, state: true, total: true, moved: true },
  });
  return moves.map((move) => ({ ...move, state: move.state as WordMoveView["state"] }));
}
