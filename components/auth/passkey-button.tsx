"use client";

import { startAuthentication } from "@simplewebauthn/browser";
import { Fingerprint } from "lucide-react";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { otherWayClass } from "@/components/auth/other-way";
import { refusalOf } from "@/components/auth/sign-in-refusal";
import { usePasskeys } from "@/components/auth/use-passkeys";
import { leaveFor } from "@/components/form/leave-for";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { askForPasskeyAction } from "@/lib/auth/passkeys/actions";
import type { ActionResult } from "@/lib/core/define-action";

/** The way in without a password, where browser and address know passkeys. */
export function PasskeyButton({ next }: { next: string }) {
  const t = useTranslations("auth");
  const outcome = useOutcome();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  if (usePasskeys() !== true) return null;

  async function enter() {
    setPending(true);
    setFailure(undefined);
    const result = await comeIn().catch(lost);
    if (result.ok) return leaveFor(next);
    setPending(false);
    setFailure(outcome.text(result));
  }

  return (
    <div data-slot="other-way" className={otherWayClass}>
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <Button size="lg" pending={pending} onClick={() => void enter()}>
        <Fingerprint aria-hidden />
        {t("usePasskey")}
      </Button>
    </div>
  );
}

async function comeIn(): Promise<ActionResult<null>> {
  const asked = await askForPasskeyAction().catch(lost);
  if (!asked.ok) return asked;
  const { options, challenge } = asked.data;
  const answer = await startAuthentication({ optionsJSON: options }).catch(() => undefined);
  if (!answer) return { ok: false, code: "PRECONDITION", details: { reason: "passkeyStopped" }, requestId: "" };
  const passkey = JSON.stringify({ challenge, answer });
  const entered = await signIn("credentials", { passkey, redirect: false });
  return entered?.ok ? { ok: true, data: null } : refusalOf(entered?.error ?? "", "wrongPasskey");
}
