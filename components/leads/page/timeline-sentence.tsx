"use client";

import { useLocale, useTranslations } from "next-intl";
import { BY_ASSIGNMENT } from "@/components/leads/page/assignment-method";
import { formatHours } from "@/lib/core/format";
import { isExtraName, labelOfExtra } from "@/lib/leads/bulk/extra-values/schema";
import type { ContactChannel, ContactOutcome } from "@/lib/leads/schema";
import type { TimelineEntry } from "@/lib/leads/timeline/schema";

/** Who did what. `result` is how an attempt ended, where that was said later. */
export function TimelineSentence({ entry, result }: { entry: TimelineEntry; result?: ContactOutcome | "takenBack" }) {
  const t = useTranslations("timeline");
  const locale = useLocale();
  const who = whoOf(entry.actor, t);
  const values = {
    who,
    strong: (words: React.ReactNode) => <span className="font-medium wrap-anywhere">{words}</span>,
  };
  const ended = (channel: ContactChannel, outcome: ContactOutcome | "takenBack") =>
    outcome === "pending" ? "" : `: ${t(`result.${outcome}`, { channel })}`;
  switch (entry.kind) {
    case "created":
      return entry.source
        ? t.rich("said.created", { ...values, source: entry.source })
        : t.rich("said.createdByHand", values);
    case "assigned":
      return t.rich(`said.${assignedKey(entry)}`, { ...values, from: entry.from, to: entry.to });
    case "fields":
      return <FieldsSentence changes={entry.changes} values={values} />;
    case "contact":
      return (
        <>
          {t.rich(`said.contact.${entry.channel}`, values)}
          {ended(entry.channel, result ?? entry.outcome)}
        </>
      );
    case "outcome":
      return (
        <>
          {t.rich(`said.${entry.from === "pending" ? "outcome" : "outcomeAnew"}.${entry.channel}`, values)}
          {ended(entry.channel, entry.to)}
        </>
      );
    case "contactTakenBack":
      return t.rich(`said.contactTakenBack.${entry.channel}`, values);
    case "merged":
    case "mergedInto":
    case "unmerged":
    case "restored":
    case "notSame":
      return t.rich(`said.${entry.kind}`, { ...values, other: entry.other });
    case "dueSoon":
    case "overdue":
      return t.rich(`said.${entry.kind}.${entry.clock}`, { ...values, target: entry.target });
    case "taskAdded":
    case "taskChanged":
    case "taskDone":
    case "taskReopened":
    case "taskRemoved":
      return t.rich(`said.${entry.kind}`, { ...values, title: entry.title });
    case "rotting":
      return t.rich("said.rotting", { ...values, hours: entry.hours });
    case "filesAdded":
      return t.rich("said.filesAdded", { ...values, names: entry.names.join(", "), count: entry.names.length });
    case "fileRemoved":
      return t.rich("said.fileRemoved", { ...values, name: entry.name });
    case "waiting":
      return t.rich("said.waiting", { ...values, rule: entry.rule });
    case "reminded":
    case "escalated":
      return t.rich(`said.${entry.kind}`, {
        ...values,
        owner: entry.owner,
        time: formatHours(entry.minutes, { locale }),
      });
    case "other":
      return t.rich("said.other", { ...values, name: entry.name });
    case "touchRemoved":
      return t.rich(entry.spam ? "said.touchSpam" : "said.touchRemoved", values);
    case "touched":
      return entry.source
        ? t.rich("said.touched", { ...values, source: entry.source })
        : t.rich("said.touchedByHand", values);
    default:
      return t.rich(`said.${entry.kind}`, values);
  }
}

function whoOf({ type, name }: TimelineEntry["actor"], t: ReturnType<typeof useTranslations<"timeline">>): string {
  if (type === "user") return name;
  if (type === "apiKey") return t("key", { name });
  return t(type === "source" ? "source" : "system");
}

function assignedKey({ actor, from, to, method }: Extract<TimelineEntry, { kind: "assigned" }>) {
  if (to === "") return from === "" ? "ownerless" : "unassigned";
  if (method === "default-owner" || method === "rule") return "defaultOwner";
  if (method === BY_ASSIGNMENT) return from === "" ? "byRule" : "byRuleFrom";
  if (method === "hand-over") return "handedOver";
  if (method === "confirmed") return "confirmed";
  if (method === "undo" && from === to) return "unconfirmed";
  if (actor.type === "user" && actor.name === to) return from === "" ? "took" : "tookFrom";
  return from === "" ? "assigned" : "reassigned";
}

type FieldsProps = {
  changes: Extract<TimelineEntry, { kind: "fields" }>["changes"];
  values: { who: string; strong: (words: React.ReactNode) => React.ReactNode };
};

function FieldsSentence({ changes, values }: FieldsProps) {
  const t = useTranslations("timeline");
  const [change, ...others] = changes;
  if (!change || others.length > 0) return t.rich("said.fields", { ...values, count: changes.length });
  if (change.field === "managementMessage") {
    if (change.to === "") return t.rich("said.messageRemoved", values);
    return t.rich(change.from === "" ? "said.messageWritten" : "said.messageChanged", values);
  }
  const field = `the.${change.field}`;
  // A field that a later version may bring is named as it is.
  const known = () => (t.has(field as "the.email") ? t(field as "the.email") : change.field);
  const name = isExtraName(change.field) ? `“${labelOfExtra(change.field)}”` : (change.own?.label ?? known());
  return t.rich("said.field", { ...values, field: name });
}
