"use client";

import { PlugZap } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRun } from "@/components/form/use-run";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import { testConnectionAction } from "@/lib/intake/actions";
import type { ConnectionResult } from "@/lib/intake/pulling/schema";

type ConnectionTestProps = {
  input: Parameters<typeof testConnectionAction>[0];
  /** Where the form's number can still be chosen. */
  onChoose?: ((formId: string) => void) | undefined;
  /** Whether what it takes was typed; what is missing is marked then. */
  isReady?: () => Promise<boolean>;
  /** What was refused, by the input's names. */
  onRefused?: (fields: Record<string, string>) => void;
};

/** Asks the site whether address, user, password and form are right, and shows how it would be read; keeps nothing. */
export function ConnectionTest({ input, onChoose, isReady, onRefused }: ConnectionTestProps) {
  const t = useTranslations("intake");
  const locale = useLocale();
  const { run, pending } = useRun();
  const [result, setResult] = useState<ConnectionResult>();

  async function test() {
    setResult(undefined);
    if (isReady && !(await isReady())) return;
    const found = await run(async () => {
      const answer = await testConnectionAction(input).catch(lost);
      if (!answer.ok && answer.fields) onRefused?.(answer.fields);
      return answer;
    });
    setResult(found);
  }

  return (
    <div className="flex w-full flex-col items-start gap-3">
      <Button pending={pending} onClick={() => void test()}>
        <PlugZap aria-hidden />
        {t("testConnection")}
      </Button>
      {result?.ok === true && (
        <Alert
          variant={isNumbered(result) ? "success" : "warning"}
          title={t("connectionFine", { count: result.count, shown: formatNumber(result.count, { locale }) })}
          className="w-full"
        >
          {!result.isAll && <p>{t("fetch.firstOnly")}</p>}
          {result.unread > 0 && (
            <p>{t("fetch.unread", { unread: result.unread, shown: formatNumber(result.unread, { locale }) })}</p>
          )}
          {!isNumbered(result) && <p>{t("fetch.noNumber")}</p>}
          <Samples samples={result.samples} />
          <Forms forms={result.forms} onChoose={onChoose} />
        </Alert>
      )}
      {result?.ok === false && (
        <Alert variant="danger" className="w-full">
          {t(`pullProblems.${result.problem}`)}
          {result.detail !== "" && <p className="mt-1 text-xs break-words opacity-80">{result.detail}</p>}
          <Forms forms={result.forms} onChoose={onChoose} />
        </Alert>
      )}
    </div>
  );
}

type Found = Extract<ConnectionResult, { ok: true }>;

/** Whether every one that was looked at is known by its number. */
const isNumbered = ({ samples }: Found): boolean => samples.every(({ externalId }) => externalId !== null);

function Samples({ samples }: Pick<Found, "samples">) {
  const t = useTranslations("intake.fetch");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  if (samples.length === 0) return null;
  return (
    <div className="mt-2 flex flex-col gap-2">
      <p className="text-xs opacity-80">{t("sample")}</p>
      <ul className="flex flex-col gap-2">
        {samples.map((sample, index) => {
          const rest = [sample.email, sample.phone, sample.service, sample.message].filter(Boolean);
          const named = [sample.name, sample.firm].filter(Boolean);
          const person = named.length > 0 ? named.join(" · ") : (rest[0] ?? t("nothingRead"));
          const time = sample.submittedAt ? formatDateTime(sample.submittedAt, { locale, timeZone }) : t("noTime");
          return (
            <li key={sample.externalId ?? index} className="min-w-0 border-l-2 border-current/25 pl-2.5">
              <p className="flex flex-wrap justify-between gap-x-3 font-medium">
                <span className="min-w-0 break-words">{person}</span>
                <span className="text-xs font-normal opacity-80">{time}</span>
              </p>
              <p className="line-clamp-2 break-words">{rest.join(" · ")}</p>
              {sample.extra.length > 0 && (
                <p className="line-clamp-2 text-xs break-words opacity-80">
                  {t("others", { fields: sample.extra.join(", ") })}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Forms({ forms, onChoose }: Pick<Found, "forms"> & Pick<ConnectionTestProps, "onChoose">) {
  const t = useTranslations("intake.fetch");
  if (forms.length === 0) return null;
  return (
    <div className="mt-3 flex flex-col gap-1.5">
      <p className="text-xs opacity-80">{t("forms")}</p>
      <ul className="flex flex-wrap gap-1.5">
        {forms.map((form) => {
          const words = `${t("form", { id: form.id, name: form.name })}${
            form.entries === null ? "" : ` (${t("entries", { count: form.entries })})`
          }`;
          return (
            <li key={form.id}>
              {onChoose ? (
                <Button
                  size="sm"
                  aria-label={t("choose", { name: words })}
                  onClick={() => {
                    onChoose(form.id);
                  }}
                >
                  {words}
                </Button>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
