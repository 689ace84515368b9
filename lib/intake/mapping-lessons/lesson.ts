import { fits } from "@/lib/intake/candidates";
import type { Concept } from "@/lib/intake/concepts";
import { keyOf, labelIn } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { targetOf } from "@/lib/intake/mapping";
import type { FieldMapping, Target } from "@/lib/intake/schema";
import { textOf } from "@/lib/intake/values";
import { isOpaque, wordsOf } from "@/lib/intake/words";

/** What a field is known by across sources: its label as plain words, or its key where that says something; else nothing. */
export function lessonWords(key: string, label: string | null): string {
  if (label !== null && !isOpaque(label)) return wordsOf(label);
  // A key with spaces is a label itself.
  const leaf = /\s/.test(key) ? key : (key.split(".").at(-1) ?? "");
  return isOpaque(leaf) || key.endsWith("*") ? "" : wordsOf(leaf);
}

/** Where a field goes as somebody corrected it in another source; what isn't known to be one, or can't be it, is guessed. */
export function taughtTarget(
  lessons: ReadonlyMap<string, string> | undefined,
  field: Field,
  label: string | null,
): Target | null {
  if (!lessons || lessons.size === 0 || field.concept !== undefined) return null;
  const target = targetOf(lessons.get(lessonWords(keyOf(field), label)) ?? "");
  if (target === null || target.startsWith("extra:") || isFieldName(target)) return target;
  return fits(target as Concept, textOf(field.value), field.value) ? target : null;
}

type Lesson = { words: string; label: string; target: string };

/** What a corrected mapping teaches, and which words it doesn't speak of any more. */
export function lessonsOf(
  before: FieldMapping,
  after: FieldMapping,
  labels: Record<string, string>,
): { taught: Lesson[]; forgotten: string[] } {
  const words = (key: string) => lessonWords(key, labelIn(labels, key));
  const taught = Object.entries(after).flatMap(([key, target]) => {
    const said = words(key);
    // What isn't to be kept of one form may well be of another: nothing is dropped because of a lesson.
    if (said === "" || target === "ignore" || before[key] === target) return [];
    return [{ words: said, label: labelIn(labels, key) ?? key, target }];
  });
  const still = new Set(
    Object.keys(after)
      .filter((key) => after[key] !== "ignore")
      .map(words),
  );
  const gone = Object.keys(before).map(words);
  return { taught, forgotten: gone.filter((said) => said !== "" && !still.has(said)) };
}
