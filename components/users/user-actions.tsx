"use client";

import { KeyRound, ShieldOff, UserRoundCheck, UserRoundX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { DeactivateDialog } from "@/components/users/deactivate-dialog";
import { LinkDialog } from "@/components/users/link-dialog";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { reactivateUserAction, resetSecondFactorAction, resetUserAction } from "@/lib/users/actions";
import type { HandOver } from "@/lib/leads/hand-over/schema";

type UserActionsProps = {
  user: {
    id: string;
    name: string;
    active: boolean;
    hasPassword: boolean;
    hasSecondFactor: boolean;
    hasPasskeys: boolean;
    /** Their password is the directory's. */
    directory: object | null;
  };
  handOver: HandOver | undefined;
  publicUrl: string | undefined;
};

/** What can be done to somebody else's account beside editing it. */
export function UserActions({ user, handOver, publicUrl }: UserActionsProps) {
  const t = useTranslations("users");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [asking, setAsking] = useState<"link" | "secondFactor" | "deactivate">();
  const [linkToken, setLinkToken] = useState<string>();
  const [pending, startTransition] = useTransition();
  const close = () => {
    setAsking(undefined);
  };

  function reset() {
    startTransition(async () => {
      const result = await resetUserAction({ userId: user.id }).catch(lost);
      close();
      if (result.ok) setLinkToken(result.data.linkToken);
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  function resetFactor() {
    startTransition(async () => {
      const result = await resetSecondFactorAction({ userId: user.id }).catch(lost);
      close();
      if (result.ok) notify.success(t("secondFactorResetToast", { name: user.name }));
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  function reactivate() {
    startTransition(async () => {
      const result = await reactivateUserAction({ userId: user.id }).catch(lost);
      if (result.ok) notify.success(t("reactivatedToast", { name: user.name }));
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  if (!user.active) {
    return (
      <Button pending={pending} onClick={reactivate}>
        <UserRoundCheck aria-hidden />
        {t("reactivate")}
      </Button>
    );
  }
  return (
    <>
      {user.hasPassword && !user.directory && (
        <Button
          onClick={() => {
            setAsking("link");
          }}
        >
          <KeyRound aria-hidden />
          {t("newLink")}
        </Button>
      )}
      {(user.hasSecondFactor || user.hasPasskeys) && (
        <Button
          onClick={() => {
            setAsking("secondFactor");
          }}
        >
          <ShieldOff aria-hidden />
          {t("secondFactorReset")}
        </Button>
      )}
      <Button
        className="text-danger"
        onClick={() => {
          setAsking("deactivate");
        }}
      >
        <UserRoundX aria-hidden />
        {t("deactivate")}
      </Button>
      <ConfirmDialog
        open={asking === "link"}
        onOpenChange={close}
        title={t("newLinkTitle", { name: user.name })}
        description={t("newLinkText")}
        confirmLabel={t("newLinkConfirm")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={reset}
      />
      <ConfirmDialog
        open={asking === "secondFactor"}
        onOpenChange={close}
        title={t("secondFactorResetTitle", { name: user.name })}
        description={t("secondFactorResetText")}
        confirmLabel={t("secondFactorResetConfirm")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={resetFactor}
      />
      {asking === "deactivate" && handOver && <DeactivateDialog user={user} handOver={handOver} onClose={close} />}
      {linkToken !== undefined && (
        <LinkDialog
          name={user.name}
          token={linkToken}
          publicUrl={publicUrl}
          onClose={() => {
            setLinkToken(undefined);
          }}
        />
      )}
    </>
  );
}
