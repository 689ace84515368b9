import { formatDateTime } from "@/lib/core/format";
import type { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/audit/queries";
import type { Finding } from "@/lib/audit/schema";
import type { FormatFor } from "@/lib/core/format";

type Words = ReturnType<typeof useTranslations<"audit">>;

/** What happened, in words; what a version without words for it told is named as it is. */
export function whatOf(name: string, { t }: { t: Words }): string {
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

/** `subject`: what the row it is about is called, where that is known better than when it was found. */
export function findingOf(finding: Finding, { t, to }: { t: Words; to: FormatFor }, subject?: string): string {
  return t(`findings.${finding.kind}`, {
    ...finding,
    ...("name" in finding && { name: whatOf(finding.name, { t }), at: formatDateTime(finding.at, to) }),
    ...(subject !== undefined && { subject }),
  });
}
