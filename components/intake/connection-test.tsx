"use client";

import { PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/intake/use-run";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { testConnectionAction } from "@/lib/intake/actions";

type Result = Extract<Awaited<ReturnType<typeof testConnectionAction>>, { ok: true }>["data"];

/** Asks the site whether address, user, password and form are right; keeps nothing. */
export function ConnectionTest({ input }: { input: Parameters<typeof testConnectionAction>[0] }) {
  const t = useTranslations("intake");
  const { run, pending } = useRun();
  const [result, setResult] = useState<Result>();
  return (
    <div className="flex flex-col items-start gap-3">
      <Button
        pending={pending}
        onClick={() => {
          setResult(undefined);
          void run(() => testConnectionAction(input)).then(setResult);
        }}
      >
        <PlugZap aria-hidden />
        {t("testConnection")}
      </Button>
      {result?.ok === true && (
        <Alert variant="success" title={t("connectionFine", { count: result.count })} className="w-full">
          {result.fields.length > 0 && <p>{t("connectionFields", { fields: result.fields.join(" · ") })}</p>}
        </Alert>
      )}
      {result?.ok === false && (
        <Alert variant="danger" className="w-full">
          {t(`pullProblems.${result.problem}`)}
          {result.detail !== "" && <p className="mt-1 text-xs opacity-80">{result.detail}</p>}
        </Alert>
      )}
    </div>
  );
}
