import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { labelIn } from "@/lib/intake/fields";
import { lessonWords } from "@/lib/intake/mapping-lessons/lesson";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma/client";
import type { Understood } from "@/lib/intake/schema";

export const LESSON = {
  words: true,
  target: true,
  sourceId: true,
  except: true,
} as const satisfies Prisma.MappingLessonSelect;
export type StoredLesson = Prisma.MappingLessonGetPayload<{ select: typeof LESSON }>;

/** What this source reads by: not what it taught itself, and not what it knew before. */
export function lessonsFor(sourceId: string, lessons: readonly StoredLesson[]): ReadonlyMap<string, string> {
  return new Map(
    lessons
      .filter((lesson) => lesson.sourceId !== sourceId && !lesson.except.includes(sourceId))
      .map(({ words, target }) => [words, target]),
  );
}

/** A correction elsewhere that is about one of this source's fields; `counts`: it is read so. */
export type FieldLesson = { target: string; source: string; counts: boolean };

/** Of these fields those that were corrected in another source. */
export async function fieldLessons(
  ctx: Ctx,
  source: { id: string; labels: Record<string, string> },
  keys: readonly string[],
): Promise<Record<string, FieldLesson>> {
  authorize(ctx, "intake.read");
  const words = new Map(keys.map((key) => [key, lessonWords(key, labelIn(source.labels, key))]));
  const lessons = await reader(ctx).mappingLesson.findMany({
    where: { words: { in: [...words.values()].filter((said) => said !== "") }, sourceId: { not: source.id } },
    select: { ...LESSON, source: { select: { name: true } } },
  });
  return Object.fromEntries(
    keys.flatMap((key): [string, FieldLesson][] => {
      const found = lessons.find((lesson) => lesson.words === words.get(key));
      if (!found) return [];
      return [[key, { target: found.target, source: found.source.name, counts: !found.except.includes(source.id) }]];
    }),
  );
}

const LATEST = 20;

/** The other sources whose latest arrivals had a field of these words; each with the words it knows. */
export async function sourcesKnowing(tx: Tx, words: readonly string[], but: string): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRawUnsafe<{ id: string; labels: Record<string, string>; understood: Understood }[]>(
    `select s.id::text, s.labels, d.understood from "Source" s
      cross join lateral (select x.understood from "Delivery" x where x."sourceId" = s.id and x.understood is not null
                           order by x."receivedAt" desc limit ${LATEST}) d
      where s.id <> $1::uuid`,
    but,
  );
  const knowing = new Map<string, Set<string>>();
  for (const { id, labels, understood } of rows) {
    const keys = [...Object.values(understood.readFrom), ...Object.keys(understood.extra)];
    for (const said of keys.map((key) => lessonWords(key, labelIn(labels, key)))) {
      if (words.includes(said)) knowing.set(said, (knowing.get(said) ?? new Set()).add(id));
    }
  }
  return new Map([...knowing].map(([said, ids]) => [said, [...ids]]));
}
