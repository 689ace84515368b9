import { actorId } from "@/lib/core/ctx";
import { lessonsOf } from "@/lib/intake/mapping-lessons/lesson";
import { sourcesKnowing } from "@/lib/intake/mapping-lessons/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FieldMapping } from "@/lib/intake/schema";

type Corrected = { id: string; labels: Record<string, string>; before: FieldMapping; after: FieldMapping };

/**
 * What a corrected mapping teaches the other sources, in the transaction of whoever corrects it. Sources that had the
 * field already go on as they did: nobody said that they read it wrongly. The newest correction of a label counts.
 */
export async function teachMapping(ctx: Ctx, tx: Tx, { id, labels, before, after }: Corrected): Promise<void> {
  const { taught, forgotten } = lessonsOf(before, after, labels);
  if (forgotten.length > 0) await tx.mappingLesson.deleteMany({ where: { sourceId: id, words: { in: forgotten } } });
  if (taught.length === 0) return;
  const knowing = await sourcesKnowing(
    tx,
    taught.map(({ words }) => words),
    id,
  );
  const { actor } = ctx;
  // In one order, so that two who teach at once wait for each other and never in a circle.
  for (const { words, label, target } of taught.toSorted((a, b) => (a.words < b.words ? -1 : 1))) {
    const told = { label, target, sourceId: id, taughtAt: ctx.now(), taughtBy: actor.name };
    const data = {
      ...told,
      except: knowing.get(words) ?? [],
      taughtById: actor.type === "user" ? actorId(actor) : null,
    };
    await tx.mappingLesson.upsert({ where: { words }, create: { words, ...data }, update: data });
  }
}
