"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { forgetTyped } from "@/components/form/kept";
import { leaveFor } from "@/components/form/leave-for";
import { SecondFactorSetUp } from "@/components/auth/second-factor/second-factor-set-up";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { signOutAction } from "@/lib/auth/actions";

type OwedSecondFactorProps = { account: string; asksPassword: boolean; isOn: boolean; next: string };

/** For whoever may do nothing else before. */
export function OwedSecondFactor({ account, asksPassword, isOn, next }: OwedSecondFactorProps) {
  const t = useTranslations("secondFactor");
  const outcome = useOutcome();
  const [leaving, setLeaving] = useState(false);

  async function leave() {
    setLeaving(true);
    const result = await signOutAction().catch(lost);
    if (result.ok) {
      forgetTyped();
      await leaveFor("/sign-in");
    }
    setLeaving(false);
    if (!result.ok) notify.error(outcome.text(result));
  }

  return (
    <div className="flex flex-col gap-4">
      <SecondFactorSetUp account={account} asksPassword={asksPassword} isOn={isOn} onDone={() => void leaveFor(next)} />
      <div>
        <Button size="sm" variant="ghost" pending={leaving} onClick={() => void leave()}>
          {t("signOut")}
        </Button>
      </div>
    </div>
  );
}
