import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { CheckButton } from "@/components/audit/check-button";
import { findingOf } from "@/components/audit/entry-words";
import { Alert } from "@/components/ui/alert";
import { Link } from "@/components/ui/link";
import { entryHref } from "@/lib/audit/search-params";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import type { LogState } from "@/lib/audit/checking/schema";
import type { Finding } from "@/lib/audit/schema";

const SHOWN = 10;

type SealStateProps = {
  state: LogState;
  /** What the rows that were found are about, by their numbers, as the list calls it. */
  subjects: ReadonlyMap<string, string>;
};

/** Whether the log is as it was written, how far that is known, and what isn't. */
export async function SealState({ state, subjects }: SealStateProps) {
  const [t, locale, timeZone] = await Promise.all([getTranslations("audit"), getLocale(), getTimeZone()]);
  const to = { locale, timeZone };
  const when = (moment: string) => formatDateTime(moment, to);
  const { sealed, unsealed, verifiedAt, wholeAt, findings, findingCount } = state;
  const sealedWords =
    sealed === null
      ? t("state.unsealed")
      : t("state.sealed", { when: when(sealed.at), number: formatNumber(BigInt(sealed.number), to) });
  const verified = wholeAt ?? verifiedAt;
  const verifiedWords = [
    verified === null
      ? t("state.unverified")
      : t("state.verified", { when: when(verified), shown: formatNumber(state.events, to), count: state.events }),
    ...(wholeAt !== null && verifiedAt !== null && verifiedAt > wholeAt
      ? [t("state.newVerified", { when: when(verifiedAt) })]
      : []),
    ...(unsealed > 0 ? [t("state.waiting", { count: unsealed })] : []),
  ];
  const isWrong = findingCount > 0;
  const look = lookOf(isWrong, verified !== null && sealed !== null);
  const title = isWrong
    ? t("check.wrong", { count: findingCount })
    : t(look === "success" ? "check.whole" : "state.notYet");
  return (
    <Alert variant={look} title={title}>
      <p className="text-muted-foreground">{[sealedWords, ...verifiedWords].join(" ")}</p>
      {isWrong && (
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-4">
          {findings.slice(0, SHOWN).map((finding) => (
            <li key={JSON.stringify(finding)} className="wrap-anywhere">
              <FindingLine text={findingOf(finding, { t, to }, subjectIn(finding, subjects))} finding={finding}>
                {t("check.entry")}
              </FindingLine>
            </li>
          ))}
          {findingCount > SHOWN && <li>{t("check.more", { count: findingCount - SHOWN })}</li>}
        </ul>
      )}
      <div className="mt-2">
        <CheckButton wholeAt={wholeAt} />
      </div>
    </Alert>
  );
}

function lookOf(isWrong: boolean, isKnown: boolean): "danger" | "success" | "info" {
  if (isWrong) return "danger";
  return isKnown ? "success" : "info";
}

function subjectIn(finding: Finding, subjects: ReadonlyMap<string, string>): string | undefined {
  return "subject" in finding ? subjects.get(finding.seq) : undefined;
}

type FindingLineProps = { finding: Finding; text: string; children: React.ReactNode };

/** Where the row is there it is linked. */
function FindingLine({ finding, text, children }: FindingLineProps) {
  const href = "subject" in finding ? entryHref(finding.seq) : undefined;
  return (
    <>
      {text}
      {href !== undefined && (
        <>
          {" "}
          <Link href={href} className="underline">
            {children}
          </Link>
        </>
      )}
    </>
  );
}
