import { Link } from "@/components/ui/link";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { requirePermission } from "@/lib/auth/session";
import { formatDate, formatDateTime, formatDuration } from "@/lib/core/format";
import { Outcome } from "@/lib/core/errors";
import { fairnessRows } from "@/lib/assignment/fairness/queries";
import { fairnessRowsInput } from "@/lib/assignment/fairness/schema";
import { leadHref } from "@/lib/leads/list/schema";

export async function generateMetadata() {
  return { title: (await getTranslations("assignment.fairness"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The leads behind one number of the report. */
export default async function FairnessRowsPage({ searchParams }: Props) {
  const ctx = await requirePermission("analytics.read");
  const { week, person: personId, figure } = await searchParams;
  const asked = fairnessRowsInput.safeParse({ week, personId, figure });
  if (!asked.success) notFound();
  const found = await fairnessRows(ctx, asked.data).catch((error: unknown) => {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const [t, locale] = await Promise.all([getTranslations("assignment.fairness"), getLocale()]);
  const to = { locale, timeZone: ctx.actor.timeZone };
  const { person, rows, total } = found;
  const day = formatDate(`${found.week}T00:00Z`, { locale, timeZone: "UTC" });
  const title = t("rowsOf", { figure: t(`figures.${asked.data.figure}`), name: person });
  const isResponse = asked.data.figure === "responded";
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={title}
        description={`${t("weekOf", { day })}. ${t(`means.${asked.data.figure}`)}`}
        breadcrumb={
          <Breadcrumb
            label={t("title")}
            crumbs={[{ label: t("title"), href: `/team/fairness?week=${found.week}` }, { label: title }]}
          />
        }
      />
      <Card className="overflow-hidden">
        {rows.length === 0 ? (
          <EmptyState title={t("none")} />
        ) : (
          <Table label={title}>
            <TableHeader>
              <TableRow>
                <TableHead>{t("lead")}</TableHead>
                <TableHead>{t("who")}</TableHead>
                <TableHead>{t("when")}</TableHead>
                {isResponse && <TableHead className="text-right">{t("minutes")}</TableHead>}
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={`${row.number} ${row.at}`}>
                  <TableCell>
                    <Link
                      href={leadHref(row.number)}
                      className="font-medium text-accent-text underline underline-offset-2"
                    >
                      {row.label}
                    </Link>
                  </TableCell>
                  <TableCell className="max-w-72 truncate">{row.who}</TableCell>
                  <TableCell>{formatDateTime(row.at, to)}</TableCell>
                  {isResponse && (
                    <TableCell className="text-right tabular-nums">
                      {row.minutes === null ? "–" : formatDuration(row.minutes * 60, to)}
                    </TableCell>
                  )}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      {total > rows.length && (
        <p className="text-sm text-muted-foreground">{t("newest", { count: rows.length, total })}</p>
      )}
    </div>
  );
}
