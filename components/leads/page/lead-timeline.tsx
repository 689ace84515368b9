"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useOptimistic, useState, useTransition } from "react";
import { lost } from "@/components/form/use-outcome";
import { useDesk } from "@/components/leads/page/lead-desk";
import { NoteComposer } from "@/components/leads/page/note-composer";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { TimelineEvent } from "@/components/leads/page/timeline-event";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Timeline } from "@/components/ui/timeline";
import { cn } from "@/lib/core/cn";
import { timelineAction } from "@/lib/leads/timeline/actions";
import { timelineRows } from "@/components/leads/page/timeline-folding";
import type { TimelineEntry, TimelineFilter, TimelinePage } from "@/lib/leads/timeline/schema";

const FILTERS: TimelineFilter[] = ["all", "arrivals", "notes", "contacts", "changes"];

type LeadTimelineProps = { first: TimelinePage; filter: TimelineFilter };

/** What happened, newest first; what others do meanwhile joins at the top. */
export function LeadTimeline({ first, filter: asked }: LeadTimelineProps) {
  const t = useTranslations("timeline");
  const { lead } = useDesk();
  const { entries, filter, setFilter, more, loading, loadMore } = useTimeline(first, asked);
  const rows = useMemo(() => timelineRows(entries), [entries]);
  return (
    <Section
      title={t("title")}
      actions={
        <SegmentedControl<TimelineFilter>
          label={t("filter")}
          value={filter}
          onValueChange={setFilter}
          // Five stand in one line on a phone too.
          className="max-sm:gap-0 max-sm:[&>*]:px-1.5! print:hidden"
          segments={FILTERS.map((value) => ({ value, label: t(`filters.${value}`) }))}
        />
      }
    >
      {lead.can.update && <NoteComposer />}
      <Timeline aria-busy={loading} className={cn(loading && "opacity-70")}>
        {rows.map((row) => (
          <TimelineEvent key={row.head.seq} row={row} />
        ))}
      </Timeline>
      {entries.length === 0 && !loading && <p className="py-4 text-sm text-muted-foreground">{t("none")}</p>}
      {more && (
        <Button className="self-center print:hidden" pending={loading} onClick={loadMore}>
          {t("earlier")}
        </Button>
      )}
    </Section>
  );
}

/** The filter stands in the address, so that it outlives a reload and can be sent to somebody. */
function useTimeline(first: TimelinePage, filter: TimelineFilter) {
  const words = useOutcomeWords();
  const { lead } = useDesk();
  const router = useRouter();
  const [changing, startChanging] = useTransition();
  const [wanted, setWanted] = useOptimistic(filter);
  const [arrived, setArrived] = useState({ first, filter });
  const [kept, setKept] = useState(first);
  const [loading, setLoading] = useState(false);

  // The server sent the page anew: what was loaded before it stays.
  if (arrived.first !== first) {
    setArrived({ first, filter });
    setKept(arrived.filter === filter ? renewed(first, kept) : first);
  }

  return {
    entries: kept.entries,
    filter: wanted,
    more: kept.more,
    loading: loading || changing,
    setFilter: (next: TimelineFilter) => {
      startChanging(() => {
        setWanted(next);
        router.replace(`/leads/${lead.number}${queryWith(next)}`, { scroll: false });
      });
    },
    loadMore: () => {
      const last = kept.entries.at(-1);
      if (!last || loading) return;
      setLoading(true);
      void timelineAction({ leadId: lead.id, filter, before: { at: last.at, seq: last.seq } })
        .catch(lost)
        .then((result) => {
          setLoading(false);
          if (!result.ok) {
            notify.error(words(result));
            return;
          }
          const { entries, more } = result.data;
          // Whoever chose another filter meanwhile sees that one's.
          setKept((before) =>
            before.entries.at(-1)?.seq === last.seq ? { entries: joined(before.entries, entries), more } : before,
          );
        });
    },
  };
}

/** The rest of the address stays: it says which list one came from. */
function queryWith(filter: TimelineFilter): string {
  const query = new URLSearchParams(window.location.search);
  if (filter === "all") query.delete("history");
  else query.set("history", filter);
  return query.size === 0 ? "" : `?${query.toString()}`;
}

/** The newest ones as they are now, where an arrival may be gone, and before them what was loaded earlier. */
function renewed(first: TimelinePage, kept: TimelinePage): TimelinePage {
  const last = first.entries.at(-1);
  if (!last || !first.more) return first;
  const gone = new Set(first.entries.flatMap((one) => (one.kind === "touchRemoved" ? one.touchpointId : [])));
  const earlier = kept.entries.filter(
    (one) => newestFirst(last, one) < 0 && !(one.kind === "touched" && one.touch !== null && gone.has(one.touch.id)),
  );
  return { entries: [...first.entries, ...earlier], more: earlier.length > 0 ? kept.more : first.more };
}

/** Both, each event once, newest first. */
function joined(some: TimelineEntry[], others: TimelineEntry[]): TimelineEntry[] {
  const bySeq = new Map([...others, ...some].map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort(newestFirst);
}

function newestFirst(a: TimelineEntry, b: TimelineEntry): number {
  return b.at.localeCompare(a.at) || Number(BigInt(b.seq) - BigInt(a.seq));
}
