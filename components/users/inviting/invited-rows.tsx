import { useTranslations } from "next-intl";
import { useOutcome } from "@/components/form/use-outcome";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { isInviteColumn } from "@/lib/users/inviting/schema";
import type { InvitedRow } from "@/lib/users/inviting/schema";

/** What would become of each row, those that can't be first: a table on a desk, a list on a phone. */
export function InvitedRows({ rows }: { rows: readonly InvitedRow[] }) {
  const t = useTranslations("invites");
  const sorted = rows.toSorted((a, b) => Number(isFine(a)) - Number(isFine(b)));
  return (
    <Card className="overflow-hidden">
      <Table label={t("rows")} wrapperClassName="hidden md:block">
        <TableHeader>
          <tr>
            <TableHead>{t("line")}</TableHead>
            <TableHead>{t("person")}</TableHead>
            <TableHead>{t("becomes")}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {sorted.map((row) => (
            <TableRow key={row.line}>
              <TableCell className="text-muted-foreground tabular-nums">{row.line}</TableCell>
              <TableCell className="min-w-40">
                <Person row={row} />
              </TableCell>
              <TableCell className="min-w-48">
                <Becomes row={row} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ul className="divide-y md:hidden">
        {sorted.map((row) => (
          <li key={row.line} className="flex flex-col gap-1.5 px-4 py-3 text-sm">
            <p className="text-xs text-muted-foreground">
              {t("line")} {row.line}
            </p>
            <Person row={row} />
            <Becomes row={row} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Person({ row }: { row: InvitedRow }) {
  return (
    <div>
      <span className="font-medium">{row.name}</span>
      <span className="block text-xs break-all text-muted-foreground">{row.email}</span>
    </div>
  );
}

function Becomes({ row }: { row: InvitedRow }) {
  const t = useTranslations("invites");
  const outcome = useOutcome();
  const wordOf = (field: string) => (isInviteColumn(field) ? t(`column.${field}`) : field);
  const twinOf = (field: string) => {
    const line = field === "email" || field === "userName" ? row.twins[field] : undefined;
    return line === undefined ? undefined : t("twin", { line });
  };
  if (isFine(row)) {
    return (
      <div>
        <Badge variant="success">{t("fine")}</Badge>
      </div>
    );
  }
  return (
    <ul className="flex flex-col gap-1 py-1">
      {Object.entries(row.problems).map(([field, key]) => (
        <li key={field} className="whitespace-normal">
          <span className="font-medium">{wordOf(field)}</span>: {twinOf(field) ?? outcome.fieldText(key)}
        </li>
      ))}
    </ul>
  );
}

const isFine = ({ problems }: InvitedRow) => Object.keys(problems).length === 0;
