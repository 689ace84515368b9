"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { TextField } from "@/components/form/fields";
import { leaveFor } from "@/components/form/leave-for";
import { useActionForm } from "@/components/form/use-action-form";
import { refusalOf } from "@/components/auth/sign-in-refusal";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { leaveStepAction } from "@/lib/auth/second-factor/actions";
import type { ActionResult } from "@/lib/core/define-action";

/** After the password: the app's code or, for who hasn't got the app at hand, a recovery code. */
export function CodeForm({ next }: { next: string }) {
  const t = useTranslations("secondFactor");
  const outcome = useOutcome();
  const [kind, setKind] = useState<"app" | "recovery">("app");
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { code: "" },
    submit: bringCode,
    onDone: () => leaveFor(next),
  });

  function change() {
    form.reset({ code: "" });
    setKind(kind === "app" ? "recovery" : "app");
  }

  async function startAgain() {
    const result = await leaveStepAction().catch(lost);
    if (result.ok) await leaveFor(`/sign-in?next=${encodeURIComponent(next)}`);
    else notify.error(outcome.text(result));
  }

  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      {kind === "app" ? (
        <TextField
          key="app"
          control={form.control}
          name="code"
          label={t("code")}
          hint={t("codeHint")}
          required
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
        />
      ) : (
        <TextField
          key="recovery"
          control={form.control}
          name="code"
          label={t("recoveryCode")}
          hint={t("recoveryCodeHint")}
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus
        />
      )}
      <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
        {t("enter")}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button size="sm" variant="ghost" onClick={change}>
          {kind === "app" ? t("useRecoveryCode") : t("useApp")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => void startAgain()}>
          {t("startAgain")}
        </Button>
      </div>
    </form>
  );
}

async function bringCode({ code }: { code: string }): Promise<ActionResult<null>> {
  const answer = await signIn("credentials", { code, redirect: false });
  return answer?.ok ? { ok: true, data: null } : refusalOf(answer?.error ?? "", "wrongCode");
}
