"use client";

import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { WebhookPill } from "@/components/settings/webhooks/webhook-state";
import { Badge } from "@/components/ui/badge";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatRelative } from "@/lib/core/format";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import type { WebhookView } from "@/lib/webhooks/schema";

/** More names than these would be read by nobody. */
const SHOWN_EVENTS = 2;

type WebhookListProps = { views: readonly WebhookView[]; labels: readonly ComboboxOption[]; now: string };

export function WebhookList({ views, labels, now }: WebhookListProps) {
  return (
    <ul className="divide-y">
      {views.map((view) => (
        <WebhookRow key={view.id} view={view} labels={labels} now={now} />
      ))}
    </ul>
  );
}

function WebhookRow({ view, labels, now }: { view: WebhookView; labels: readonly ComboboxOption[]; now: string }) {
  const t = useTranslations("webhooks");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { host, address, description, lastSentAt, waiting, failed } = view;
  const facts = [
    lastSentAt === null ? t("neverSent") : t("lastSent", { when: formatRelative(lastSentAt, now, to) }),
    waiting > 0 && t("waitingCount", { count: waiting }),
    failed > 0 && t("failedCount", { count: failed }),
  ];
  return (
    <li className="relative flex flex-col gap-1.5 px-4 py-3 hover:bg-hover">
      <div className="flex items-start justify-between gap-3">
        <Link
          href={`/settings/webhooks/${view.id}`}
          className="min-w-0 font-medium wrap-anywhere after:absolute after:inset-0"
        >
          {description || host}
        </Link>
        <span className="shrink-0">
          <WebhookPill view={view} />
        </span>
      </div>
      {description !== "" && <p className="font-mono text-xs wrap-anywhere text-muted-foreground">{address}</p>}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <span>{eventsIn(view.events, labels, (count) => t("eventCount", { count }))}</span>
        <WebhookCompanies view={view} />
      </div>
      <p className="text-xs text-muted-foreground">{facts.filter(Boolean).join(" · ")}</p>
    </li>
  );
}

export function WebhookCompanies({ view }: { view: WebhookView }) {
  const t = useTranslations("webhooks");
  if (view.everyCompany) return <Badge variant="outline">{t("everyCompany")}</Badge>;
  return view.companies.map(({ id, name, tone }) => (
    <TonePill key={id} tone={isTone(tone) ? tone : "gray"}>
      {name}
    </TonePill>
  ));
}

function eventsIn(
  names: readonly string[],
  labels: readonly ComboboxOption[],
  counted: (count: number) => string,
): string {
  if (names.length > SHOWN_EVENTS) return counted(names.length);
  return names.map((name) => labels.find(({ value }) => value === name)?.label ?? name).join(" · ");
}
