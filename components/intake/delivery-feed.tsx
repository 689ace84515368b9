import { Link } from "@/components/ui/link";
import { useLocale, useNow, useTimeZone, useTranslations } from "next-intl";
import { DeliveryStatePill, useDeliveryReason } from "@/components/intake/delivery-state";
import { Checkbox } from "@/components/ui/checkbox";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatDateTime, formatRelative } from "@/lib/core/format";
import type { DeliverySummary } from "@/lib/intake/deliveries/queries";

/** Which of them are chosen, for something that is done with many. */
export type FeedChoice = {
  chosen: ReadonlySet<string>;
  onToggle: (id: string) => void;
  label: (who: string) => string;
};

type DeliveryFeedProps = { rows: readonly DeliverySummary[]; showSource?: boolean; choice?: FeedChoice };

/** Arrivals, newest first: a table on a desk, cards in a hand. */
export function DeliveryFeed({ rows, showSource = true, choice }: DeliveryFeedProps) {
  const t = useTranslations("intake");
  return (
    <>
      <ul className="flex flex-col divide-y sm:hidden">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-col gap-1 px-4 py-3">
            <div className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
              <span className="flex min-w-0 items-center gap-3">
                {choice && <Choose row={row} choice={choice} />}
                <DeliveryLink row={row} />
              </span>
              <DeliveryStatePill state={row.state} outcome={row.outcome} reason={row.reason} />
            </div>
            <p className="text-xs text-muted-foreground">
              <When at={row.receivedAt} />
              {showSource && ` · ${row.source.name}`} · {t(`via.${row.via as "push"}`)}
            </p>
            <Reason row={row} />
          </li>
        ))}
      </ul>
      <Table label={t("deliveriesHint")} wrapperClassName="hidden sm:block">
        <TableHeader>
          <TableRow>
            {choice && (
              <TableHead className="w-8 pr-0">
                <span className="sr-only">{t("choose")}</span>
              </TableHead>
            )}
            <TableHead>{t("when")}</TableHead>
            <TableHead>{t("who")}</TableHead>
            {showSource && <TableHead>{t("source")}</TableHead>}
            <TableHead>{t("state")}</TableHead>
            <TableHead>{t("lead")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id} aria-selected={choice?.chosen.has(row.id)}>
              {choice && (
                <TableCell className="w-8 pr-0">
                  <Choose row={row} choice={choice} />
                </TableCell>
              )}
              <TableCell className="text-muted-foreground tabular-nums">
                <When at={row.receivedAt} />
              </TableCell>
              <TableCell className="max-w-60 truncate">
                <DeliveryLink row={row} />
              </TableCell>
              {showSource && (
                <TableCell className="max-w-48 truncate text-muted-foreground">{row.source.name}</TableCell>
              )}
              <TableCell className="whitespace-normal">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                  <DeliveryStatePill state={row.state} outcome={row.outcome} reason={row.reason} />
                  <Reason row={row} />
                </span>
              </TableCell>
              <TableCell>
                {row.leadNumber !== null && (
                  <Link href={`/leads/${row.leadNumber}`} className="text-accent-text tabular-nums hover:underline">
                    L-{row.leadNumber}
                  </Link>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function Choose({ row, choice }: { row: DeliverySummary; choice: FeedChoice }) {
  const t = useTranslations("intake");
  return (
    <Checkbox
      checked={choice.chosen.has(row.id)}
      onCheckedChange={() => {
        choice.onToggle(row.id);
      }}
      aria-label={choice.label(row.who || t("anonymous"))}
    />
  );
}

function DeliveryLink({ row }: { row: DeliverySummary }) {
  const t = useTranslations("intake");
  return (
    <Link href={`/intake/deliveries/${row.id}`} className="truncate font-medium hover:underline">
      {row.who === "" ? <span className="font-normal text-muted-foreground">{t("anonymous")}</span> : row.who}
    </Link>
  );
}

/** Only where something is to be said: what simply became a lead needs no words. */
function Reason({ row }: { row: DeliverySummary }) {
  const { words } = useDeliveryReason()(row);
  if (words === "" || row.outcome === "created") return null;
  return <span className="line-clamp-2 text-xs text-muted-foreground">{words}</span>;
}

function When({ at }: { at: Date }) {
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const now = useNow();
  return (
    <time dateTime={at.toISOString()} title={formatDateTime(at, to)}>
      {formatRelative(at, now, to)}
    </time>
  );
}
