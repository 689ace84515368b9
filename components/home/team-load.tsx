import { Link } from "@/components/ui/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition } from "@/components/ui/definition";
import { Disclosure } from "@/components/ui/disclosure";
import { cn } from "@/lib/core/cn";
import { formatNumber } from "@/lib/core/format";
import type { Counted, TeamRow } from "@/lib/analytics/home/schema";

const SHOWN = 6;

/** What each person has open and late; every number opens its rows. */
export async function TeamLoad({ team }: { team: TeamRow[] }) {
  const t = await getTranslations("home");
  const rest = team.slice(SHOWN);
  return (
    <Card>
      <CardHeader
        level={2}
        title={t("team.title")}
        actions={<Definition label={t("meaning", { title: t("team.title") })}>{t("team.meaning")}</Definition>}
      />
      <CardBody>
        <People team={team.slice(0, SHOWN)} name={t("team.title")} />
        {rest.length > 0 && (
          <Disclosure summary={t("others", { count: rest.length })}>
            <People team={rest} name={t("team.title")} />
          </Disclosure>
        )}
      </CardBody>
    </Card>
  );
}

async function People({ team, name }: { team: TeamRow[]; name: string }) {
  const [t, locale] = await Promise.all([getTranslations("home"), getLocale()]);
  return (
    <table className="w-full text-sm" aria-label={name}>
      <thead className="text-xs text-muted-foreground">
        <tr>
          <th scope="col" className="pb-1 text-left font-medium">
            {t("team.person")}
          </th>
          <th scope="col" className="w-16 pb-1 text-right font-medium">
            {t("team.open")}
          </th>
          <th scope="col" className="w-20 pb-1 text-right font-medium">
            {t("toDo.overdue")}
          </th>
        </tr>
      </thead>
      <tbody>
        {team.map((person) => (
          <tr key={person.id} className="border-t">
            <th scope="row" dir="auto" className="max-w-0 truncate py-1 text-left font-normal">
              {person.name}
            </th>
            <NumberCell counted={person.open} locale={locale} />
            <NumberCell counted={person.late} locale={locale} urgent />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type NumberCellProps = { counted: Counted; locale: string; urgent?: boolean };

function NumberCell({ counted: { count, href }, locale, urgent = false }: NumberCellProps) {
  return (
    <td className="text-right tabular-nums">
      <Link
        href={href}
        className={cn(
          "inline-flex min-h-8 min-w-8 items-center justify-end font-semibold hover:underline pointer-coarse:min-h-11 pointer-coarse:min-w-11",
          count === 0 && "font-normal text-muted-foreground",
          urgent && count > 0 && "text-warning",
        )}
      >
        {formatNumber(count, { locale })}
      </Link>
    </td>
  );
}
