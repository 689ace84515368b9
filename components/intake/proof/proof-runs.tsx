import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { troubleTitle } from "@/components/intake/proof/trouble-title";
import { Card } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDateTime, formatDay, formatNumber } from "@/lib/core/format";
import type { ProofRun } from "@/lib/intake/proof/schema";

/** When the site was asked, by whom, and what it said; each opens as it was found. */
export function ProofRuns({ runs, sourceId }: { runs: ProofRun[]; sourceId: string }) {
  const t = useTranslations("proof");
  const intake = useTranslations("intake");
  const [locale, timeZone] = [useLocale(), useTimeZone() ?? "UTC"];
  const day = (text: string) => formatDay(`${text}T00:00Z`, { locale, timeZone: "UTC" });
  const problemWords = (reason: string) => {
    const key = `pullProblems.${reason}` as "pullProblems.busy";
    return intake.has(key) ? intake(key) : reason;
  };
  if (runs.length === 0) return null;
  return (
    <Section title={t("runs")} className="print:hidden">
      <Card>
        <ul className="divide-y">
          {runs.map((run) => {
            return (
              <li key={run.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
                <Link href={`/intake/proof/${sourceId}?run=${run.id}`} className="font-medium hover:underline">
                  {formatDateTime(run.askedAt, { locale, timeZone })}
                </Link>
                <span className="text-muted-foreground">
                  {run.askedBy ?? t("nightly")} · {t("run", { from: day(run.fromDay), to: day(run.toDay) })}
                </span>
                <span className="sm:ml-auto">
                  {run.state === "asking" && <TonePill tone="blue">{t("asking")}</TonePill>}
                  {run.state === "failed" && <TonePill tone="red">{troubleTitle(t, run.troubles)}</TonePill>}
                  {run.state === "done" && (
                    <TonePill tone={run.missing > 0 ? "red" : "green"}>
                      {t("runResult", {
                        expected: formatNumber(run.expected, { locale }),
                        missing: formatNumber(run.missing, { locale }),
                      })}
                    </TonePill>
                  )}
                </span>
                {run.troubles.map(({ site, reason }) => (
                  <p key={site} className="basis-full text-xs text-muted-foreground">
                    {run.troubles.length > 1 && `${site}: `}
                    {problemWords(reason)}
                  </p>
                ))}
              </li>
            );
          })}
        </ul>
      </Card>
    </Section>
  );
}
