import { useTranslations } from "next-intl";
import { LeadIcon } from "@/components/leads/list/lead-icons";
import { formatRelative } from "@/lib/core/format";
import type { FormatFor } from "@/lib/core/format";
import type { LeadRow } from "@/lib/leads/list/schema";

type DueMarkProps = { row: Pick<LeadRow, "dueAt" | "rotsAt" | "wroteAgainAt">; now: string; to: FormatFor };

/** That a lead waits: they wrote again, or it waits longer than it should for an answer, or for anything at all. */
export function DueMark({ row, now, to }: DueMarkProps) {
  const t = useTranslations("leads");
  const isOver = (at: string | null): at is string => at !== null && Date.parse(at) <= Date.parse(now);
  if (row.wroteAgainAt !== null)
    return <Mark name="again" words={t("wroteAgain", { when: formatRelative(row.wroteAgainAt, now, to) })} />;
  if (isOver(row.dueAt))
    return <Mark name="late" words={t("overdueSince", { when: formatRelative(row.dueAt, now, to) })} />;
  return isOver(row.rotsAt) ? <Mark name="rotting" words={t("rotting")} /> : null;
}

function Mark({ name, words }: { name: "again" | "late" | "rotting"; words: string }) {
  return (
    <span className="lead-mark" data-mark={name} title={words}>
      <LeadIcon name={name} />
      <span className="sr-only">{words}</span>
    </span>
  );
}
