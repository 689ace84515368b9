"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
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
import type { TimelineEntry, TimelineFilter, TimelinePage } from "@/lib/leads/timeline/schema";

const FILTERS: TimelineFilter[] = ["all", "notes", "contacts", "changes"];

/** What happened, newest first; what others do meanwhile joins at the top. */
export function LeadTimeline({ first }: { first: TimelinePage }) {
  const t = useTranslations("timeline");
  const { lead } = useDesk();
  const { entries, filter, setFilter, more, loading, loadMore } = useTimeline(lead.id, first);
  return (
    <Section
      title={t("title")}
      actions={
        <SegmentedControl<TimelineFilter>
          label={t("filter")}
          value={filter}
          onValueChange={setFilter}
          segments={FILTERS.map((value) => ({ value, label: t(`filters.${value}`) }))}
        />
      }
    >
      {lead.can.update && <NoteComposer />}
      <Timeline aria-busy={loading} className={cn(loading && "opacity-70")}>
        {entries.map((entry) => (
          <TimelineEvent key={entry.seq} entry={entry} />
        ))}
      </Timeline>
      {entries.length === 0 && !loading && <p className="py-4 text-sm text-muted-foreground">{t("none")}</p>}
      {more && (
        <Button className="self-center" pending={loading} onClick={loadMore}>
          {t("earlier")}
        </Button>
      )}
    </Section>
  );
}

type Kept = { filter: TimelineFilter; entries: TimelineEntry[]; more: boolean };

function useTimeline(leadId: string, first: TimelinePage) {
  const words = useOutcomeWords();
  const [filter, setFilter] = useState<TimelineFilter>("all");
  const [arrived, setArrived] = useState(first);
  const [kept, setKept] = useState<Kept>({ filter: "all", ...first });
  const [loading, setLoading] = useState(false);

  // The server sent the page anew: what is new joins, what was loaded before stays.
  if (arrived !== first) {
    setArrived(first);
    if (kept.filter === "all") setKept({ ...kept, entries: joined(first.entries, kept.entries) });
  }

  const newest = first.entries[0]?.seq;
  useEffect(() => {
    if (filter === "all") return;
    let gone = false;
    void timelineAction({ leadId, filter }).then((result) => {
      if (gone) return;
      setLoading(false);
      if (!result.ok) return;
      const { entries, more } = result.data;
      setKept((before) =>
        before.filter === filter ? { ...before, entries: joined(entries, before.entries) } : { filter, entries, more },
      );
    });
    return () => {
      gone = true;
    };
  }, [leadId, filter, newest]);

  return {
    entries: kept.entries,
    filter,
    more: kept.more,
    loading,
    setFilter: (wanted: TimelineFilter) => {
      setFilter(wanted);
      setLoading(wanted !== "all");
      if (wanted === "all") setKept({ filter: "all", ...first });
    },
    loadMore: () => {
      const last = kept.entries.at(-1);
      if (!last || loading) return;
      setLoading(true);
      void timelineAction({ leadId, filter, before: { at: last.at, seq: last.seq } }).then((result) => {
        setLoading(false);
        if (!result.ok) {
          notify.error(words(result));
          return;
        }
        const { entries, more } = result.data;
        setKept((before) =>
          before.filter === filter ? { filter, entries: joined(before.entries, entries), more } : before,
        );
      });
    },
  };
}

/** Both, each event once, newest first. */
function joined(some: TimelineEntry[], others: TimelineEntry[]): TimelineEntry[] {
  const bySeq = new Map([...others, ...some].map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((a, b) => b.at.localeCompare(a.at) || Number(BigInt(b.seq) - BigInt(a.seq)));
}
