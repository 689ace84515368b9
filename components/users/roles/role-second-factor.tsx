"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { SwitchLine } from "@/components/ui/switch-line";
import { requireSecondFactorAction } from "@/lib/users/roles/actions";

type RoleSecondFactorProps = {
  role: { id: string; needsSecondFactor: boolean };
  name: string;
  /** Active people who have the role and no second factor. */
  without: number;
  /** The role allows more than the one who looks may do; then it isn't theirs to decide. */
  beyond: boolean;
  /** The one who looks is one of them. */
  owesToo: boolean;
};

/** Holds at once, with the next click of everybody who has the role; so it is asked about first. */
export function RoleSecondFactor({ role, name, without, beyond, owesToo }: RoleSecondFactorProps) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const outcome = useOutcome();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const [pending, startTransition] = useTransition();

  function save(needed: boolean) {
    startTransition(async () => {
      const result = await requireSecondFactorAction({ roleId: role.id, needed }).catch(lost);
      setAsking(false);
      if (result.ok)
        notify.success(needed ? t("secondFactorNeeded", { role: name }) : t("secondFactorFree", { role: name }));
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  return (
    <Section title={t("secondFactor")}>
      <Card>
        <SwitchLine
          label={t("secondFactorAsk")}
          hint={
            <>
              {without === 0 ? t("secondFactorAll") : t("secondFactorWithout", { count: without })}
              {beyond && ` ${t("secondFactorBeyond")}`}
            </>
          }
          checked={role.needsSecondFactor}
          disabled={pending || beyond}
          onCheckedChange={(needed) => {
            if (needed && without > 0) setAsking(true);
            else save(needed);
          }}
        />
      </Card>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("secondFactorTitle", { role: name })}
        description={`${t("secondFactorText", { count: without })}${owesToo ? ` ${t("secondFactorYouToo", { count: without })}` : ""}`}
        confirmLabel={t("secondFactorConfirm")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => {
          save(true);
        }}
      />
    </Section>
  );
}
