import { Link } from "@/components/ui/link";
import { getLocale, getTranslations } from "next-intl/server";
import { PHASE_COLOUR } from "@/components/home/phase-look";
import { CsvButton } from "@/components/home/csv-button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition } from "@/components/ui/definition";
import { Disclosure } from "@/components/ui/disclosure";
import { formatNumber } from "@/lib/core/format";
import { HOME_PHASES } from "@/lib/analytics/home/schema";
import type { CsvCell } from "@/lib/core/csv";
import type { BreakdownRow, Compared } from "@/lib/analytics/home/schema";

const SHOWN = 8;

type BreakdownProps = { title: string; name: string; nameless: string; rows: BreakdownRow[] };

/** How the days' leads divide, each part by phase; every number opens its rows. */
export async function Breakdown({ title, name, nameless, rows }: BreakdownProps) {
  const t = await getTranslations("home");
  const rest = rows.slice(SHOWN);
  return (
    <Card>
      <CardHeader
        level={2}
        title={title}
        actions={
          <>
            {rows.length > 0 && <CsvButton name={name} title={title} rows={await csvRows(title, nameless, rows)} />}
            <Definition label={t("meaning", { title })}>{t("breakdownMeaning")}</Definition>
          </>
        }
      />
      <CardBody>
        {rows.length === 0 ? (
          <p className="py-2 text-sm text-muted-foreground">{t("nothing")}</p>
        ) : (
          <Rows rows={rows.slice(0, SHOWN)} nameless={nameless} largest={rows[0]?.total.count ?? 1} />
        )}
        {rest.length > 0 && (
          <Disclosure summary={t("others", { count: rest.length })}>
            <Rows rows={rest} nameless={nameless} largest={rows[0]?.total.count ?? 1} />
          </Disclosure>
        )}
      </CardBody>
    </Card>
  );
}

async function csvRows(title: string, nameless: string, rows: BreakdownRow[]): Promise<CsvCell[][]> {
  const [t, names] = await Promise.all([getTranslations("home"), getTranslations("home.phases.names")]);
  const head = [title, names("total"), ...HOME_PHASES.map((phase) => names(phase)), t("beforeColumn")];
  const body = rows.map((row) => [
    row.name || nameless,
    row.total.count,
    ...HOME_PHASES.map((phase) => row[phase].count),
    row.total.before?.count ?? "",
  ]);
  return [head, ...body];
}

async function Rows({ rows, nameless, largest }: { rows: BreakdownRow[]; nameless: string; largest: number }) {
  const [t, tHome, locale] = await Promise.all([
    getTranslations("home.phases.names"),
    getTranslations("home"),
    getLocale(),
  ]);
  const before = ({ before: was }: Compared) =>
    was ? tHome("beforeCount", { count: formatNumber(was.count, { locale }) }) : undefined;
  return (
    <ul className="flex flex-col gap-2.5">
      {rows.map((row) => (
        <li key={row.id ?? ""} className="text-sm">
          <div className="flex items-baseline justify-between gap-3">
            <Link href={row.total.href} dir="auto" className="min-w-0 truncate hover:underline">
              {row.name || <span className="text-muted-foreground">{nameless}</span>}
            </Link>
            <span className="flex shrink-0 items-baseline gap-3 tabular-nums">
              {HOME_PHASES.map((phase) => (
                <Link
                  key={phase}
                  href={row[phase].href}
                  aria-label={`${row.name || nameless}, ${t(phase)}: ${formatNumber(row[phase].count, { locale })}`}
                  title={t(phase)}
                  className="inline-flex items-center gap-1 text-xs text-muted-foreground hover:text-foreground hover:underline"
                >
                  <span aria-hidden className="size-1.5 rounded-full" style={{ background: PHASE_COLOUR[phase] }} />
                  {formatNumber(row[phase].count, { locale })}
                </Link>
              ))}
              <Link
                href={row.total.href}
                title={before(row.total)}
                className="w-12 text-right font-semibold hover:underline"
              >
                {formatNumber(row.total.count, { locale })}
              </Link>
            </span>
          </div>
          <div aria-hidden className="mt-1 h-1.5 rounded-full bg-muted">
            <div
              className="flex h-full overflow-hidden rounded-full"
              style={{ width: `${(100 * row.total.count) / largest}%` }}
            >
              {HOME_PHASES.map((phase) => (
                <span
                  key={phase}
                  className="basis-0"
                  style={{ flexGrow: row[phase].count, background: PHASE_COLOUR[phase] }}
                />
              ))}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
