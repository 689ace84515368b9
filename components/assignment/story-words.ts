import { formatDateTime, formatNumber } from "@/lib/core/format";
import type { useTranslations } from "next-intl";
import type { FormatFor } from "@/lib/core/format";
import type { SpokenPerson, Story } from "@/lib/assignment/receipts/schema";

type Words = ReturnType<typeof useTranslations<"assignment.receipt">>;

/** More than these are counted, not named. */
const NAMED = 3;

/** Why a lead is whose it is, in one sentence: by which rule, how it chose, and who couldn't. */
export function storyWords(story: Story, t: Words, to: FormatFor): string {
  const { rule, method, candidates, open, rate, takenFrom, waitedSince } = story;
  const values = {
    place: rule.place,
    name: rule.name,
    version: rule.version,
    candidates,
    open: open ?? 0,
    rate: formatNumber(rate ?? 0, to),
  };
  const rest = [
    ...(takenFrom === "" ? [] : [t("takenFrom", { name: takenFrom })]),
    ...(waitedSince === null ? [] : [t("waitedSince", { when: formatDateTime(waitedSince, to) })]),
    ...skipWords(story.skipped, t),
  ];
  return [t(`by.${method}`, values), ...rest].join("; ");
}

function skipWords(skipped: readonly SpokenPerson[], t: Words): string[] {
  const named = skipped.filter(({ name }) => name !== null).slice(0, NAMED);
  const others = skipped.length - named.length;
  return [
    ...named.map(({ name, why }) => t(`was.${why}`, { name: name ?? "" })),
    ...(others > 0 ? [t("others", { count: others })] : []),
  ];
}
