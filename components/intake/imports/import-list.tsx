import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { ImportStateBadge } from "@/components/intake/imports/import-state";
import { Card } from "@/components/ui/card";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import type { ImportSummary } from "@/lib/intake/importing/queries";
import type { ImportState, Stage } from "@/lib/intake/importing/schema";

/** Every file brought in so far, with where it stands. */
export function ImportList({ imports }: { imports: readonly ImportSummary[] }) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  return (
    <Card>
      <ul className="flex flex-col divide-y">
        {imports.map((row) => (
          <li key={row.id} className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover">
            <div className="min-w-0 flex-1 basis-56">
              <Link
                href={`/intake/imports/${row.id}`}
                className="font-medium break-words outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring"
              >
                {row.fileName}
              </Link>
              <p className="text-xs text-muted-foreground">
                {formatDateTime(row.createdAt, { locale, timeZone })} ·{" "}
                {`${row.uploader.firstName} ${row.uploader.lastName}`.trim()}
                {row.company && ` · ${row.company.name}`}
              </p>
            </div>
            <span className="text-sm text-muted-foreground tabular-nums">
              {t("rows", { count: row.rowCount, shown: formatNumber(row.rowCount, { locale }) })}
            </span>
            <ImportStateBadge stage={row.stage as Stage} state={row.state as ImportState} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
