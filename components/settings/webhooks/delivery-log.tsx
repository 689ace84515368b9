import { Send } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { whatOf } from "@/components/audit/entry-words";
import { AgainButton, FailedAgainButton } from "@/components/settings/webhooks/again-buttons";
import { DeliverySearch } from "@/components/settings/webhooks/delivery-search";
import { SentPill } from "@/components/settings/webhooks/webhook-state";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { cn } from "@/lib/core/cn";
import { formatDateTime } from "@/lib/core/format";
import { STATE_FILTERS } from "@/lib/webhooks/schema";
import type { DeliveryPage, ListedDelivery, StateFilter, WebhookView } from "@/lib/webhooks/schema";

type DeliveryLogProps = {
  view: WebhookView;
  page: DeliveryPage;
  state: StateFilter;
  before: string | undefined;
  /** What is looked for, as it was typed. */
  lead: string;
};

/** What was sent to an address and what became of each. */
export function DeliveryLog({ view, page, state, before, lead }: DeliveryLogProps) {
  const t = useTranslations("webhooks");
  const path = `/settings/webhooks/${view.id}`;
  const link = (more: Record<string, string>) =>
    `${path}?${new URLSearchParams({ ...(state !== "all" && { state }), ...(lead !== "" && { lead }), ...more })}`;
  const isAll = state === "all" && lead === "";
  return (
    <Section
      title={t("deliveries")}
      description={t("deliveriesText")}
      actions={view.failed > 0 && view.end === null && <FailedAgainButton webhookId={view.id} />}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Filters path={path} state={state} lead={lead} />
        <DeliverySearch lead={lead} path={path} state={state} />
      </div>
      <Card className="overflow-hidden">
        {page.rows.length > 0 ? (
          <ul className="divide-y">
            {page.rows.map((row) => (
              <Row key={row.id} row={row} path={path} canSend={view.end === null} />
            ))}
          </ul>
        ) : (
          <EmptyState
            icon={<Send />}
            title={t(isAll ? "none" : "noneFiltered")}
            {...(isAll && view.end === null && { description: t("noneText") })}
            {...(lead !== "" && { description: t("noneSearched") })}
          />
        )}
      </Card>
      {(page.next !== null || before !== undefined) && (
        <div className="flex justify-end gap-2">
          {before !== undefined && <LinkButton href={link({})}>{t("newest")}</LinkButton>}
          {page.next !== null && <LinkButton href={link({ before: page.next })}>{t("older")}</LinkButton>}
        </div>
      )}
    </Section>
  );
}

function Filters({ path, state, lead }: { path: string; state: StateFilter; lead: string }) {
  const t = useTranslations("webhooks");
  const hrefOf = (one: StateFilter) => {
    const query = new URLSearchParams({ ...(one !== "all" && { state: one }), ...(lead !== "" && { lead }) });
    return query.size === 0 ? path : `${path}?${query.toString()}`;
  };
  return (
    <nav aria-label={t("filter")} className="flex flex-wrap gap-1.5">
      {STATE_FILTERS.map((one) => (
        <Link
          key={one}
          href={hrefOf(one)}
          scroll={false}
          aria-current={one === state ? "page" : undefined}
          className={cn(
            "rounded-full border px-2.5 py-1 text-xs whitespace-nowrap hover:bg-hover pointer-coarse:py-2",
            one === state && "border-accent bg-accent-soft font-medium text-accent-text",
          )}
        >
          {t(`filters.${one}`)}
        </Link>
      ))}
    </nav>
  );
}

function Row({ row, path, canSend }: { row: ListedDelivery; path: string; canSend: boolean }) {
  const t = useTranslations("webhooks");
  const audit = useTranslations("audit");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const event = eventWords(row.type, { audit, test: t("testEvent") });
  const when = formatDateTime(row.createdAt, to);
  const facts = [
    row.tries > 0 && t("tries", { count: row.tries }),
    row.status !== null && t("answered", { status: String(row.status) }),
    row.durationMs !== null && t("took", { ms: String(row.durationMs) }),
    row.state === "waiting" && row.nextAt !== null && t("nextTry", { when: formatDateTime(row.nextAt, to) }),
  ];
  return (
    <li className="relative flex items-start gap-3 px-4 py-2.5 text-sm hover:bg-hover">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <Link href={`${path}/deliveries/${row.id}`} className="font-medium after:absolute after:inset-0">
            {event}
          </Link>
          <Subject subject={row.subject} />
          <code className="font-mono text-xs wrap-anywhere text-muted-foreground">{row.type}</code>
        </div>
        <p className="flex flex-wrap gap-x-3 text-xs text-muted-foreground">
          <time dateTime={row.createdAt}>{when}</time>
          <span>{facts.filter(Boolean).join(" · ")}</span>
        </p>
        {row.problem !== "" && <p className="text-xs">{t(`problems.${row.problem}`)}</p>}
      </div>
      <SentPill state={row.state} className="shrink-0" />
      {canSend && (
        <span className="relative -my-1 shrink-0">
          <AgainButton
            deliveryId={row.id}
            name={t("againNamed", { event: [event, row.subject?.label].filter(Boolean).join(" "), when })}
          />
        </span>
      )}
    </li>
  );
}

/** Above the row's own link. */
function Subject({ subject }: Pick<ListedDelivery, "subject">) {
  if (!subject) return null;
  const { label, href } = subject;
  if (href === null) return <span className="wrap-anywhere">{label}</span>;
  return (
    <Link href={href} className="relative z-1 wrap-anywhere text-accent-text hover:underline">
      {label}
    </Link>
  );
}

type Words = { audit: ReturnType<typeof useTranslations<"audit">>; test: string };

export function eventWords(type: string, { audit, test }: Words): string {
  return type === "webhook.test" ? test : whatOf(type, { t: audit });
}
