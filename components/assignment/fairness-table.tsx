import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { stickyCellClass, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/core/cn";
import { formatHours, formatNumber } from "@/lib/core/format";
import type { Fairness, FairnessPerson, Figure } from "@/lib/assignment/fairness/schema";

const COLUMNS = ["given", "takenBack", "open", "responded", "won"] as const satisfies readonly Figure[];

/** What each got, had and made of it in a week; every number opens its leads. */
export function FairnessTable({ week, people }: Pick<Fairness, "week" | "people">) {
  const t = useTranslations("assignment.fairness");
  return (
    <Table label={t("title")}>
      <TableHeader>
        <TableRow>
          <TableHead className="sticky left-0 z-20">{t("person")}</TableHead>
          {COLUMNS.map((figure) => (
            <TableHead key={figure} className="text-right" title={t(`means.${figure}`)}>
              {t(`figures.${figure}`)}
              {figure === "responded" && <span className="block text-xs font-normal">{t("respondedHow")}</span>}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id}>
            <TableHead scope="row" className={cn(stickyCellClass, "h-9 border-b text-sm text-foreground")}>
              {person.active ? person.name : t("inactive", { name: person.name })}
            </TableHead>
            {COLUMNS.map((figure) => (
              <FigureCell key={figure} week={week} person={person} figure={figure} />
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type FigureCellProps = { week: string; person: FairnessPerson; figure: Figure };

function FigureCell({ week, person, figure }: FigureCellProps) {
  const t = useTranslations("assignment.fairness");
  const locale = useLocale();
  const count = person[figure];
  const words =
    figure === "responded" && person.medianResponse !== null
      ? formatHours(person.medianResponse, { locale })
      : formatNumber(count, { locale });
  return (
    <TableCell className="text-right tabular-nums">
      {count === 0 ? (
        <span className="text-muted-foreground">{figure === "responded" ? "–" : "0"}</span>
      ) : (
        <Link
          href={`/team/fairness/rows?week=${week}&person=${person.id}&figure=${figure}`}
          aria-label={t("opens", { figure: t(`figures.${figure}`), name: person.name, value: words })}

          className="underline decoration-muted-foreground/40 underline-offset-2 hover:decoration-current"
        >
          {words}
        </Link>
      )}
    </TableCell>
  );
}
