"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { FileStrip } from "@/components/leads/files/file-link";
import { NoteEntry } from "@/components/leads/notes/note-entry";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LongText } from "@/components/leads/page/long-text";
import { PRIORITY_KEYS } from "@/components/leads/page/priority-keys";
import { TouchDetail } from "@/components/leads/page/touch-detail";
import { TimelineSentence } from "@/components/leads/page/timeline-sentence";
import { Link } from "@/components/ui/link";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDate, formatDateTime, formatMoney } from "@/lib/core/format";
import { isExtraName, labelOfExtra } from "@/lib/leads/bulk/extra-values/schema";
import { writtenText } from "@/lib/leads/custom-fields/wording/schema";
import { partOf } from "@/components/leads/page/timeline-folding";
import type { TimelineRow } from "@/components/leads/page/timeline-folding";
import type { FieldChange, Named, TimelineEntry } from "@/lib/leads/timeline/schema";

/** Of a row that folds several steps: what they came to. */
export function RowDetail({ row }: { row: TimelineRow }) {
  const { head } = row;
  const status = partOf(row, "status");
  const [noted = ""] = row.parts.flatMap((part) => (part.kind === "outcome" && part.note !== "" ? [part.note] : []));
  const classified = partOf(row, "classified");
  const assigned = partOf(row, "assigned") ?? partOf(row, "waiting");
  return (
    <div className="flex flex-col gap-1 empty:hidden">
      {status && <TimelineDetail entry={status} />}
      <TimelineDetail entry={head} />
      {noted !== "" && <Said>{noted}</Said>}
      {classified && <TimelineDetail entry={classified} />}
      {assigned && (
        <p className="text-muted-foreground">
          <TimelineSentence entry={assigned} />
        </p>
      )}
    </div>
  );
}

/** What changed, before → after, and the words that were left. */
export function TimelineDetail({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("timeline");
  switch (entry.kind) {
    case "status":
      return (
        <>
          <BeforeAfter from={<NamedPill named={entry.from} />} to={<NamedPill named={entry.to} />} />
          <StatusAnswers entry={entry} />
        </>
      );
    case "assigned":
      return entry.reason !== "" && <Said>{entry.reason}</Said>;
    case "fields":
      return <FieldChanges changes={entry.changes} />;
    case "merged":
      return entry.changes.length > 0 && <FieldList changes={entry.changes} />;
    case "contact":
      return (
        <>
          {entry.toldAt !== undefined && <ToldLater at={entry.toldAt} />}
          {entry.note !== "" && <Said>{entry.note}</Said>}
        </>
      );
    case "outcome":
      return entry.note !== "" && <Said>{entry.note}</Said>;
    case "note":
      return <NoteEntry entry={entry} />;
    case "filesAdded":
      return <FileStrip files={entry.files} />;
    case "classified":
      return (
        <p className="text-muted-foreground">
          {entry.type} · {entry.rules.length > 0 ? t("byRule", { rules: entry.rules.join(", ") }) : t("noRule")}
        </p>
      );
    case "created":
    case "touched":
      return entry.touch && <TouchDetail touch={entry.touch} />;
    case "touchRemoved":
      return (
        entry.deliveryId !== null && (
          <p>
            <Link href={`/intake/deliveries/${entry.deliveryId}`} className="text-accent-text hover:underline">
              {t("openDelivery")}
            </Link>
          </p>
        )
      );
    default:
      return null;
  }
}

/** What was said with it, and why it came about where nobody chose it. */
function StatusAnswers({ entry: { answers, because } }: { entry: Extract<TimelineEntry, { kind: "status" }> }) {
  const t = useTranslations("timeline");
  const { lead, to } = useDesk();
  const { reason, until, amount } = answers;
  const words = [
    ...(because === null ? [] : [t(`because.${because}`)]),
    ...(reason === undefined ? [] : [t("lostFor", { reason })]),
    ...(until === undefined
      ? []
      : [t("heldUntil", { day: formatDate(`${until}T12:00:00Z`, { ...to, timeZone: "UTC" }) })]),
    ...(amount === undefined ? [] : [t("quotedAt", { amount: formatMoney(amount, lead.currency, to) })]),
  ];
  return words.length > 0 && <p className="text-muted-foreground">{words.join(" · ")}</p>;
}

/** A contact stands where it was made; the log also says when somebody told of it. */
function ToldLater({ at }: { at: string }) {
  const t = useTranslations("timeline");
  const { to } = useDesk();
  return <p className="text-muted-foreground">{t("toldAt", { when: formatDateTime(at, to) })}</p>;
}

function FieldChanges({ changes }: { changes: FieldChange[] }) {
  const [only, ...others] = changes;
  if (only && others.length === 0) {
    // A message is read, not compared.
    if (only.field === "managementMessage") return only.to !== "" && <Said>{only.to}</Said>;
    return <FieldBeforeAfter change={only} />;
  }
  return <FieldList changes={changes} />;
}

function FieldList({ changes }: { changes: FieldChange[] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {changes.map((change) => (
        <li key={change.field}>
          <FieldName change={change} />
          <FieldBeforeAfter change={change} />
        </li>
      ))}
    </ul>
  );
}

function FieldName({ change: { field, own } }: { change: FieldChange }) {
  const t = useTranslations("timeline");
  const key = `fields.${field}`;
  // A field that a later version may bring is named as it is.
  const known = () => (t.has(key as "fields.email") ? t(key as "fields.email") : field);
  const name = isExtraName(field) ? labelOfExtra(field) : (own?.label ?? known());
  return <span className="text-xs text-muted-foreground">{name}</span>;
}

function FieldBeforeAfter({ change }: { change: FieldChange }) {
  const t = useTranslations("timeline");
  const lead = useTranslations("lead");
  const { lead: about, to } = useDesk();
  if (change.hidden) return <p className="text-muted-foreground">{t("hidden")}</p>;
  const say = (value: string) => {
    if (change.field === "amount" && value !== "") return formatMoney(Number(value), about.currency, to);
    if (change.field === "holdUntil" && value !== "")
      return formatDate(`${value}T12:00:00Z`, { ...to, timeZone: "UTC" });
    if (change.own && value !== "")
      return writtenText(change.own, value, to, { yes: lead("facts.yes"), no: lead("facts.no") });
    const priority = change.field === "priority" && PRIORITY_KEYS.find((key) => key === value);
    return priority ? lead(`priority.${priority}`) : value || t("nothing");
  };
  return (
    <BeforeAfter
      from={<LongText text={say(change.from)} lines={4} />}
      to={<LongText text={say(change.to)} lines={4} />}
    />
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

function Said({ children }: { children: string }) {
  return (
    <div className="border-l-2 pl-2.5 text-muted-foreground">
      <LongText text={children} lines={4} />
    </div>
  );
}
