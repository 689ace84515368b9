"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RecoveryCodes } from "@/components/auth/second-factor/recovery-codes";
import { Copyable } from "@/components/copying/copyable";
import { PasswordField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { beginSecondFactorAction, confirmSecondFactorAction } from "@/lib/auth/second-factor/actions";
import type { SecondFactorDraft } from "@/lib/auth/second-factor/schema";

type SecondFactorSetUpProps = {
  account: string;
  asksPassword: boolean;
  /** There is one already, made elsewhere meanwhile. */
  isOn?: boolean;
  onDone: () => void;
};

/** An app is given the secret, proves it with a code, and what stands in for a lost phone is kept. */
export function SecondFactorSetUp({ account, asksPassword, isOn = false, onDone }: SecondFactorSetUpProps) {
  const [draft, setDraft] = useState<SecondFactorDraft>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes) return <RecoveryCodes codes={codes} account={account} onDone={onDone} />;
  if (isOn) return <AlreadyOn onDone={onDone} />;
  if (draft) return <ConfirmStep draft={draft} onConfirmed={setCodes} />;
  return <BeginStep asksPassword={asksPassword} onBegun={setDraft} />;
}

function AlreadyOn({ onDone }: { onDone: () => void }) {
  const t = useTranslations("secondFactor");
  const common = useTranslations("common");
  return (
    <div className="flex flex-col gap-4">
      <p>{t("isOn")}</p>
      <Button variant="primary" className="self-end" onClick={onDone}>
        {common("continue")}
      </Button>
    </div>
  );
}

type BeginStepProps = { asksPassword: boolean; onBegun: (draft: SecondFactorDraft) => void };

function BeginStep({ asksPassword, onBegun }: BeginStepProps) {
  const t = useTranslations("secondFactor");
  const profile = useTranslations("profile");
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { password: "" },
    submit: ({ password }: { password: string }) => beginSecondFactorAction(asksPassword ? { password } : {}),
    onDone: onBegun,
  });
  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <p className="text-sm text-muted-foreground">{t("appNeeded")}</p>
      {asksPassword && (
        <PasswordField
          control={form.control}
          name="password"
          label={profile("currentPassword")}
          autoComplete="current-password"
        />
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={pending}>
          {t("begin")}
        </Button>
      </div>
    </form>
  );
}

type ConfirmStepProps = { draft: SecondFactorDraft; onConfirmed: (codes: readonly string[]) => void };

function ConfirmStep({ draft, onConfirmed }: ConfirmStepProps) {
  const t = useTranslations("secondFactor");
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { code: "" },
    submit: ({ code }: { code: string }) => confirmSecondFactorAction({ draft: draft.draft, code }),
    onDone: ({ recoveryCodes }) => {
      onConfirmed(recoveryCodes);
    },
  });
  const { size, path } = draft.picture;
  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <ol className="flex list-decimal flex-col gap-4 pl-5 marker:text-muted-foreground">
        <li className="pl-1">
          <p>{t("scan")}</p>
          {/* Dark on light in either theme, or no phone reads it. */}
          <svg
            role="img"
            aria-label={t("picture")}
            viewBox={`0 0 ${size} ${size}`}
            shapeRendering="crispEdges"
            className="mt-3 size-56 rounded-md border bg-white"
          >
            <path d={path} fill="#000" />
          </svg>
          <p className="mt-3 mb-1.5 text-sm text-muted-foreground">{t("typeInstead")}</p>
          <Copyable label={t("secret")} value={draft.secret} />
          <a href={draft.uri} className="mt-2 inline-block text-sm underline underline-offset-2 sm:hidden">
            {t("openApp")}
          </a>
        </li>
        <li className="pl-1">
          <p className="mb-3">{t("typeCode")}</p>
          <TextField
            control={form.control}
            name="code"
            label={t("code")}
            required
            autoComplete="one-time-code"
            inputMode="numeric"
            className="max-w-48"
          />
        </li>
      </ol>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={pending}>
          {t("confirm")}
        </Button>
      </div>
    </form>
  );
}
