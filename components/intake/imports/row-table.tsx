"use client";

import { lost } from "@/components/form/use-outcome";
import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { fieldWord, noteWords } from "@/components/intake/imports/note-words";
import { PRIORITY_KEYS } from "@/components/leads/page/priority-keys";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatNumber } from "@/lib/core/format";
import { importRowsAction } from "@/lib/intake/importing/actions";
import type { ImportRowView } from "@/lib/intake/importing/schema";

type Asked = Parameters<typeof importRowsAction>[0];

/** Rows as they stand in the file, with what became of each and why; more on demand. */
export function RowTable({ asked, columns }: { asked: Asked; columns: string[] }) {
  const t = useTranslations("imports");
  const common = useTranslations("common");
  const [rows, setRows] = useState<ImportRowView[]>();
  const [next, setNext] = useState<number | null>(null);
  const [pending, setPending] = useState(false);
  const question = JSON.stringify(asked);

  useEffect(() => {
    let current = true;
    void importRowsAction(JSON.parse(question) as Asked)
      .catch(lost)
      .then((result) => {
        if (!current || !result.ok) return;
        setRows(result.data.rows);
        setNext(result.data.next);
      });
    return () => {
      current = false;
    };
  }, [question]);

  async function more() {
    setPending(true);
    const result = await importRowsAction({ ...asked, after: next ?? 0 }).catch(lost);
    setPending(false);
    if (!result.ok) return;
    setRows([...(rows ?? []), ...result.data.rows]);
    setNext(result.data.next);
  }

  if (!rows)
    return (
      <p className="border-t px-4 py-3">
        <Spinner label={common("loading")} />
      </p>
    );
  const used = columns.map((_, index) => rows.some((row) => row.values[index]));
  return (
    <div className="border-t">
      <Table label={t("rowsLabel")} wrapperClassName="max-h-96">
        <TableHeader>
          <TableRow>
            <TableHead>{t("line")}</TableHead>
            <TableHead>{t("reason")}</TableHead>
            {columns.map((label, index) => used[index] && <TableHead key={index}>{label || index + 1}</TableHead>)}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.line}>
              <TableCell className="text-muted-foreground tabular-nums">{row.line}</TableCell>
              <TableCell>
                <RowWords row={row} />
              </TableCell>
              {columns.map(
                (_, index) =>
                  used[index] && (
                    <TableCell key={index} className="max-w-60 truncate" title={row.values[index]}>
                      {row.values[index]}
                    </TableCell>
                  ),
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {next !== null && (
        <div className="border-t px-4 py-2">
          <Button variant="ghost" pending={pending} onClick={() => void more()}>
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Its lead, what was changed on it, and why it is so. */
function RowWords({ row }: { row: ImportRowView }) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const [why = "", fields = ""] = row.undoReason.split(":");
  const others = fields.split(",").map((field) => (field ? fieldWord(t, field) : ""));
  const say = (field: string, value: string) => {
    if (value === "") return "–";
    if (field === "amount") return formatNumber(Number(value) / 100, { locale });
    const priority = field === "priority" && PRIORITY_KEYS.find((key) => key === value);
    return priority ? t(`priority.${priority}`) : value;
  };
  const gone = row.undo === "undone" && row.outcome === "new";
  return (
    <span className="flex w-max max-w-80 flex-col whitespace-normal">
      {row.leadNumber !== null &&
        (gone ? (
          <span className="whitespace-nowrap text-muted-foreground line-through">L-{row.leadNumber}</span>
        ) : (
          <Link
            href={`/leads/${row.leadNumber}`}
            className="self-start whitespace-nowrap text-accent-text hover:underline"
          >
            L-{row.leadNumber}
          </Link>
        ))}
      {[row, ...row.notes].map(
        (note) => note.reason && <span key={`${note.reason} ${note.detail}`}>{noteWords(t, note)}</span>,
      )}
      {row.changes.map(({ field, label, from, to }) => (
        <span key={field} className="text-xs text-muted-foreground">
          {t("change", { field: fieldWord(t, field, label), from: say(field, from), to: say(field, to) })}
        </span>
      ))}
      {row.undo === "undone" && <span className="text-xs">{t("undone")}</span>}
      {row.undo === "kept" && (
        <span className="text-xs">{t(`kept.${why as "worked"}`, { fields: others.join(", ") })}</span>
      )}
    </span>
  );
}
