"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { LinkDialog } from "@/components/users/link-dialog";
import { inviteAgainAction } from "@/lib/users/inviting/actions";

type InviteAgainButtonProps = {
  user: { id: string; name: string };
  publicUrl: string | undefined;
  size?: "sm";
};

/** Another invitation, by mail or as a link to hand over; the one before stops working. */
export function InviteAgainButton({ user, publicUrl, size }: InviteAgainButtonProps) {
  const t = useTranslations("users");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [linkToken, setLinkToken] = useState<string>();
  const [pending, startTransition] = useTransition();

  function invite() {
    startTransition(async () => {
      const result = await inviteAgainAction({ userId: user.id });
      if (!result.ok) notify.error(outcome.text(result));
      else if (result.data.linkToken !== undefined) setLinkToken(result.data.linkToken);
      else notify.success(t("invitedToast", { to: result.data.mailedTo }));
      refresh();
    });
  }

  return (
    <>
      <Button pending={pending} onClick={invite} {...(size && { size, "aria-label": t("inviteAgainNamed", user) })}>
        <Send aria-hidden />
        {t("inviteAgain")}
      </Button>
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
