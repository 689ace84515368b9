import { Link } from "@/components/ui/link";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { formatDateTime } from "@/lib/core/format";
import type { Failing } from "@/lib/intake/watching/failing/queries";

/** That sources can't be read since, for whoever may read intake; nothing where all can. */
export async function FailingAlert({ failing }: { failing: readonly Failing[] }) {
  const [t, intake, locale, timeZone] = await Promise.all([
    getTranslations("watch"),
    getTranslations("intake"),
    getLocale(),
    getTimeZone(),
  ]);
  const [only] = failing;
  if (!only) return null;
  const titleOf = ({ kind, source, since }: Failing) =>
    t(`failingTitle.${kind}`, { source, since: formatDateTime(since, { locale, timeZone }) });

  function sentence({ troubles }: Failing): string {
    return troubles.map(({ site, reason }) => (site === "" ? "" : `${site}: `) + wordsOf(reason)).join(" ");
  }

  function wordsOf(reason: string): string {
    const key = `pullProblems.${reason}` as "pullProblems.busy";
    return intake.has(key) ? intake(key) : reason;
  }

  const linkOf = ({ kind, sourceId }: Failing) => (
    <Link
      className="font-medium underline underline-offset-2"
      href={kind === "pull" ? `/intake/sources/${sourceId}` : `/intake/proof/${sourceId}`}
    >
      {t(kind === "pull" ? "see" : "seeProof")}
    </Link>
  );

  return (
    <Alert variant="danger" title={failing.length === 1 ? titleOf(only) : t("failingMany", { count: failing.length })}>
      {failing.length === 1 ? (
        <p>
          {sentence(only)} {linkOf(only)}
        </p>
      ) : (
        <ul className="mt-1 flex flex-col gap-1.5">
          {failing.map((one) => (
            <li key={one.sourceId}>
              <span className="font-medium">{titleOf(one)}</span> {sentence(one)} {linkOf(one)}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
