import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { useDeliveryReason } from "@/components/intake/delivery-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ReplayedRow } from "@/lib/intake/replaying/schema";

/** Each delivery that was read again: how it had ended, and how it ended now. */
export function ReplayedTable({ rows }: { rows: ReplayedRow[] }) {
  const t = useTranslations("inbox");
  const intake = useTranslations("intake");
  const reasonOf = useDeliveryReason();
  const errors = useTranslations("errors");
  const name = (end: string) => t(`endNames.${end as "created"}`);
  return (
    <Table label={t("replay")}>
      <TableHeader>
        <TableRow>
          <TableHead>{intake("who")}</TableHead>
          <TableHead className="max-sm:hidden">{t("source")}</TableHead>
          <TableHead>{t("before")}</TableHead>
          <TableHead>{t("after")}</TableHead>
          <TableHead>{intake("lead")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => {
          const { words } =
            row.step === "kept"
              ? { words: errors(`reasons.${row.reason as "worked"}`) }
              : reasonOf({ state: row.after === "failed" ? "failed" : "rejected", reason: row.reason });
          return (
            <TableRow key={row.deliveryId}>
              <TableCell className="max-w-56 truncate font-medium">
                <Link href={`/intake/deliveries/${row.deliveryId}`} className="hover:underline">
                  {row.who || intake("anonymous")}
                </Link>
              </TableCell>
              <TableCell className="max-w-48 truncate text-muted-foreground max-sm:hidden">{row.source}</TableCell>
              <TableCell className="text-muted-foreground">{name(row.before)}</TableCell>
              <TableCell className="whitespace-normal">
                {name(row.step === "done" ? row.after : row.step)}
                {words !== "" && <span className="block text-xs text-muted-foreground">{words}</span>}
              </TableCell>
              <TableCell>
                {row.leadNumber !== null && (
                  <Link href={`/leads/${row.leadNumber}`} className="text-accent-text tabular-nums hover:underline">
                    L-{row.leadNumber}
                  </Link>
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
