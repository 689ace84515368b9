import { ERASED } from "@/lib/audit/schema";
import { formatDateTime } from "@/lib/core/format";
import { isExtraName, labelOfExtra } from "@/lib/leads/bulk/extra-values/schema";
import type { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/audit/queries";
import type { FormatFor } from "@/lib/core/format";

type Words = ReturnType<typeof useTranslations<"audit">>;
type Roles = ReturnType<typeof useTranslations<"roles">>;

export type EntryWords = {
  t: Words;
  roles: Roles;
  to: FormatFor;
  /** What ids stand for today. */
  labels: ReadonlyMap<string, string>;
};

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** What happened, in words; what a version without words for it told is named as it is. */
export function whatOf(name: string, { t }: Pick<EntryWords, "t">): string {
  const key = `events.${name}`;
  return t.has(key as "events.lead.created") ? t(key as "events.lead.created") : name;
}

export function whoOf({ actorType, actorLabel }: Pick<AuditEntry, "actorType" | "actorLabel">, t: Words): string {
  if (actorType === "user") return actorLabel;
  if (actorType === "apiKey" || actorType === "source") return t(`who.${actorType}`, { name: actorLabel });
  if (actorLabel === "") return t("who.system");
  const key = `who.systems.${actorLabel}`;
  const part = t.has(key as "who.systems.intake") ? t(key as "who.systems.intake") : actorLabel;
  return t("who.systemNamed", { name: part });
}

export function viaOf(via: string | null, t: Words): string {
  const key = `vias.${via ?? "server"}`;
  return t.has(key as "vias.screen") ? t(key as "vias.screen") : (via ?? "");
}

export function fieldOf(field: string, { t, roles }: Pick<EntryWords, "t" | "roles">): string {
  if (isExtraName(field)) return labelOfExtra(field);
  const permission = `permission.${field}`;
  if (/^[a-zA-Z]+\.[a-zA-Z]+$/.test(field) && roles.has(permission as "permission.lead.read")) {
    return roles(permission as "permission.lead.read");
  }
  const key = `fields.${field}`;
  return t.has(key as "fields.email") ? t(key as "fields.email") : field;
}

export function valueOf(value: unknown, words: EntryWords): string {
  const { t, to, labels } = words;
  if (value === null || value === undefined || value === "") return t("nothing");
  if (value === ERASED) return t("erasedValue");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return labels.get(value) ?? (MOMENT.test(value) ? formatDateTime(value, to) : value);
  if (Array.isArray(value))
    return value.length === 0 ? t("nothing") : value.map((one) => valueOf(one, words)).join(", ");
  const entries = Object.entries(value as Record<string, unknown>);
  if (entries.length === 0) return t("nothing");
  return entries.map(([name, one]) => `${fieldOf(name, words)}: ${valueOf(one, words)}`).join(" · ");
}
