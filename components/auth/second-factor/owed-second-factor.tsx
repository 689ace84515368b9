"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { forgetTyped } from "@/components/form/kept";
import { leaveFor } from "@/components/form/leave-for";
import { SecondFactorSetUp } from "@/components/auth/second-factor/second-factor-set-up";
import { Button } from "@/components/ui/button";
import { signOutAction } from "@/lib/auth/actions";

type OwedSecondFactorProps = { account: string; asksPassword: boolean; isOn: boolean; next: string };

/** For whoever may do nothing else before. */
export function OwedSecondFactor({ account, asksPassword, isOn, next }: OwedSecondFactorProps) {
  const t = useTranslations("secondFactor");
  const [leaving, setLeaving] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <SecondFactorSetUp account={account} asksPassword={asksPassword} isOn={isOn} onDone={() => void leaveFor(next)} />
      <div>
        <Button
          size="sm"
          variant="ghost"
          pending={leaving}
          onClick={() => {
            setLeaving(true);
            forgetTyped();
            void signOutAction().then(() => leaveFor("/sign-in"));
          }}
        >
          {t("signOut")}
        </Button>
      </div>
    </div>
  );
}
