"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { LinkDialog } from "@/components/users/link-dialog";
import { inviteAgainAction } from "@/lib/users/inviting/actions";

type InviteAgainButtonProps = {
  /** `out`: the directory had put them out, so that this lets them in anew. */
  user: { id: string; name: string; out?: boolean };
  publicUrl: string | undefined;
  size?: "sm";
};

/** Another invitation, by mail or as a link to hand over; the one before stops working. */
export function InviteAgainButton({ user, publicUrl, size }: InviteAgainButtonProps) {
  const t = useTranslations("users");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [linkToken, setLinkToken] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [pending, startTransition] = useTransition();
  const isOut = user.out === true;

  function invite() {
    startTransition(async () => {
      const result = await inviteAgainAction({ userId: user.id }).catch(lost);
      setAsking(false);
      if (!result.ok) notify.error(outcome.text(result));
      else if (result.data.linkToken !== undefined) setLinkToken(result.data.linkToken);
      else notify.success(t("invitedToast", { to: result.data.mailedTo }));
      refresh();
    });
  }

  return (
    <>
      <Button
        pending={pending}
        onClick={() => {
          if (isOut) setAsking(true);
          else invite();
        }}
        {...(size && { size, "aria-label": t("inviteAgainNamed", { name: user.name }) })}
      >
        <Send aria-hidden />
        {t(isOut ? "letInAgain" : "inviteAgain")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("letInAgainTitle", { name: user.name })}
        description={t("letInAgainText")}
        confirmLabel={t("letInAgain")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={invite}
      />
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
