"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { forgetMailAction, testMailAction } from "@/lib/settings/actions";
import type { ActionResult } from "@/lib/core/define-action";
import type { MailTest as Tested } from "@/lib/settings/mail/schema";

/** Sends oneself a mail and says how that ended; and the way to switch mail off. */
export function MailTest() {
  const t = useTranslations("mail");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [pending, setPending] = useState(false);
  const [asking, setAsking] = useState(false);
  const [tested, setTested] = useState<Tested>();

  async function run<T>(action: () => Promise<ActionResult<T>>): Promise<T | undefined> {
    setPending(true);
    setTested(undefined);
    const result = await action().catch(lost);
    setPending(false);
    if (!result.ok) notify.error(outcome.text(result));
    refresh();
    return result.ok ? result.data : undefined;
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={pending} onClick={() => void run(() => testMailAction({})).then(setTested)}>
          <Send aria-hidden />
          {t("test")}
        </Button>
        <Button
          disabled={pending}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t("forget")}
        </Button>
      </div>
      {tested && <TestResult tested={tested} />}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("forgetTitle")}
        description={t("forgetText")}
        confirmLabel={common("confirm")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => {
          void run(() => forgetMailAction({})).then(() => {
            setAsking(false);
            notify.success(t("forgotten"));
          });
        }}
      />
    </div>
  );
}

function TestResult({ tested: { state, reason, detail, to } }: { tested: Tested }) {
  const t = useTranslations("mail");
  if (state === "sent") return <Alert variant="success">{t("testSent", { to })}</Alert>;
  return (
    <Alert variant="danger" title={t("testFailed")}>
      {reason !== "" && <p>{t(`problems.${reason}`)}</p>}
      {detail !== "" && <p className="mt-1 text-xs break-words text-muted-foreground">{t("said", { detail })}</p>}
    </Alert>
  );
}
