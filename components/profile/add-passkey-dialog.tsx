"use client";

import { startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import { useTranslations } from "next-intl";
import { lost } from "@/components/form/use-outcome";
import { PasswordField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { deviceOf } from "@/lib/auth/devices/schema";
import { addPasskeyAction, beginPasskeyAction } from "@/lib/auth/passkeys/actions";
import type { PasskeysView } from "@/lib/auth/passkeys/schema";
import type { ActionResult } from "@/lib/core/define-action";

type Typed = { name: string; password: string; code: string };
type AddPasskeyDialogProps = Pick<PasskeysView, "asksPassword" | "asksCode"> & {
  onDone: () => void;
  onClose: () => void;
};

/** Asks who it is, then the browser for a key. */
export function AddPasskeyDialog({ asksPassword, asksCode, onDone, onClose }: AddPasskeyDialogProps) {
  const t = useTranslations("passkeys");
  const factor = useTranslations("secondFactor");
  const profile = useTranslations("profile");
  const { browser, system } = deviceOf(navigator.userAgent);
  const device = browser && system ? profile("device", { browser, system }) : "";
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { name: device, password: "", code: "" },
    submit: add,
    onDone,
  });
  return (
    <FormDialog
      title={t("addTitle")}
      description={t("addText")}
      size="sm"
      failure={failure}
      pending={pending}
      saveLabel={t("goOn")}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField control={form.control} name="name" label={t("name")} hint={t("nameHint")} required />
      {asksPassword && (
        <PasswordField
          control={form.control}
          name="password"
          label={profile("currentPassword")}
          autoComplete="current-password"
        />
      )}
      {asksCode && (
        <TextField
          control={form.control}
          name="code"
          label={factor("code")}
          hint={factor("eitherCodeHint")}
          required
          autoComplete="one-time-code"
        />
      )}
    </FormDialog>
  );
}

async function add({ name, password, code }: Typed): Promise<ActionResult<{ id: string }>> {
  const asked = await beginPasskeyAction({ ...(password && { password }), ...(code && { code }) }).catch(lost);
  if (!asked.ok) return asked;
  const { options, challenge } = asked.data;
  try {
    return await addPasskeyAction({ challenge, name, answer: await startRegistration({ optionsJSON: options }) }).catch(
      lost,
    );
  } catch (error) {
    if (!(error instanceof WebAuthnError) && !(error instanceof DOMException)) throw error;
    const isThere = error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED";
    return {
      ok: false,
      code: "PRECONDITION",
      details: { reason: isThere ? "passkeyKnown" : "passkeyStopped" },
      requestId: "",
    };
  }
}
