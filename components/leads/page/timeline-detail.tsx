"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { LongText } from "@/components/leads/page/long-text";
import { PRIORITY_KEYS } from "@/components/leads/page/priority-keys";
import { Badge } from "@/components/ui/badge";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import type { ContactOutcome } from "@/lib/leads/schema";
import type { FieldChange, Named, TimelineEntry } from "@/lib/leads/timeline/schema";

/** What changed, before → after, and the words that were left. */
export function TimelineDetail({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("timeline");
  switch (entry.kind) {
    case "status":
      return <BeforeAfter from={<NamedPill named={entry.from} />} to={<NamedPill named={entry.to} />} />;
    case "assigned":
      return (
        <div className="flex flex-col gap-1">
          {entry.from !== "" && entry.to !== "" && <BeforeAfter from={entry.from} to={entry.to} />}
          {entry.reason !== "" && <Said>{entry.reason}</Said>}
        </div>
      );
    case "fields":
      return (
        <ul className="flex flex-col gap-1.5">
          {entry.changes.map((change) => (
            <li key={change.field}>
              <FieldBeforeAfter change={change} />
            </li>
          ))}
        </ul>
      );
    case "contact":
      return (
        <div className="flex flex-col gap-1">
          {entry.outcome !== "pending" && <OutcomeBadge outcome={entry.outcome} />}
          {entry.note !== "" && <Said>{entry.note}</Said>}
        </div>
      );
    case "outcome":
      return (
        <div className="flex flex-col gap-1">
          <BeforeAfter from={<OutcomeBadge outcome={entry.from} />} to={<OutcomeBadge outcome={entry.to} />} />
          {entry.note !== "" && <Said>{entry.note}</Said>}
        </div>
      );
    case "note":
      return (
        <div className="rounded-lg border bg-surface px-3 py-2">
          <LongText text={entry.body} />
        </div>
      );
    case "classified":
      return (
        <p className="text-muted-foreground">
          {entry.type} · {entry.rules.length > 0 ? t("byRule", { rules: entry.rules.join(", ") }) : t("noRule")}
        </p>
      );
    case "touched":
      return (
        <div className="flex flex-col gap-1 text-muted-foreground">
          {[entry.campaign, entry.page].some(Boolean) && (
            <p className="truncate">{[entry.campaign, entry.page].filter(Boolean).join(" · ")}</p>
          )}
          {entry.message !== "" && <LongText text={entry.message} lines={4} />}
        </div>
      );
    default:
      return null;
  }
}

function FieldBeforeAfter({ change }: { change: FieldChange }) {
  const t = useTranslations("timeline");
  const lead = useTranslations("lead");
  const say = (value: string) => {
    const priority = change.field === "priority" && PRIORITY_KEYS.find((key) => key === value);
    return priority ? lead(`priority.${priority}`) : value || t("nothing");
  };
  const field = `fields.${change.field}`;
  // A field that a later version may bring is named as it is.
  const name = t.has(field as "fields.email") ? t(field as "fields.email") : change.field;
  return (
    <>
      <span className="text-xs text-muted-foreground">{name}</span>
      <BeforeAfter
        from={<LongText text={say(change.from)} lines={4} />}
        to={<LongText text={say(change.to)} lines={4} />}
      />
    </>
  );
}

function BeforeAfter({ from, to }: { from: React.ReactNode; to: React.ReactNode }) {
  const t = useTranslations("timeline");
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <span className="sr-only">{t("before")}</span>
      <span className="min-w-0 text-muted-foreground">{from}</span>
      <ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <span className="sr-only">{t("after")}</span>
      <span className="min-w-0">{to}</span>
    </div>
  );
}

function NamedPill({ named }: { named: Named }) {
  return <TonePill tone={isTone(named.tone) ? named.tone : "gray"}>{named.label}</TonePill>;
}

const OUTCOME_LOOK = {
  pending: "neutral",
  reached: "success",
  "no-answer": "warning",
  "left-message": "info",
  "wrong-number": "danger",
} as const satisfies Record<ContactOutcome, string>;

function OutcomeBadge({ outcome }: { outcome: ContactOutcome }) {
  const t = useTranslations("lead.contact.outcome");
  return (
    <Badge variant={OUTCOME_LOOK[outcome]} className="self-start">
      {t(outcome)}
    </Badge>
  );
}

function Said({ children }: { children: string }) {
  return (
    <div className="border-l-2 pl-2.5 text-muted-foreground">
      <LongText text={children} lines={4} />
    </div>
  );
}
