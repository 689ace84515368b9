import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { inboxHref } from "@/lib/intake/inbox/search-params";
import { CHECKS } from "@/lib/intake/spam/schema";
import { formatNumber } from "@/lib/core/format";
import type { CheckCount, SpamOverview } from "@/lib/intake/spam/overview/queries";

/** Each check, what it looks at, and what it caught lately; the number opens the rows. */
export function CheckTable({ overview: { from, counts } }: { overview: SpamOverview }) {
  const t = useTranslations("spam");
  // What people said is told where there is any.
  const shown = counts.filter(({ check, caught, restored }) => isCheck(check) || caught + restored > 0);
  return (
    <Section title={t("checksTitle")} description={t("checksText")}>
      <Card className="overflow-hidden">
        <ul className="divide-y">
          {shown.map((count) => (
            <li key={count.check} className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
              <div className="min-w-0 text-sm">
                <p className="font-medium">{t(`checks.${count.check}`)}</p>
                <p className="text-muted-foreground">{t(`what.${count.check}`)}</p>
              </div>
              <Caught count={count} from={from} />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

const isCheck = (check: string): boolean => (CHECKS as readonly string[]).includes(check);

function Caught({ count: { check, caught, restored }, from }: { count: CheckCount; from: string }) {
  const t = useTranslations("spam");
  const locale = useLocale();
  return (
    <p className="text-sm text-muted-foreground sm:text-right">
      {caught === 0 && restored === 0 && t("caughtNone")}
      {caught > 0 && (
        <Link
          href={inboxHref({ state: "spam", check, from })}
          className="text-accent-text tabular-nums underline underline-offset-2"
        >
          {t("caught", { count: caught, shown: formatNumber(caught, { locale }) })}
        </Link>
      )}
      {restored > 0 && <span className="block text-xs">{t("broughtBack", { count: restored })}</span>}
    </p>
  );
}
