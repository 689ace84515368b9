"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { TroubleAlert } from "@/components/settings/identities/trouble-alert";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Section } from "@/components/ui/section";
import { tryProviderAction } from "@/lib/users/provider/actions";
import type { ProviderFacts } from "@/lib/auth/provider/schema";
import type { ProviderTrial as Trial } from "@/lib/users/provider/schema";

/** Asks the provider about itself with the saved settings, and says in words what stands in the way. */
export function ProviderTrial() {
  const t = useTranslations("provider");
  const outcome = useOutcome();
  const [pending, setPending] = useState(false);
  const [trial, setTrial] = useState<Trial>();
  const [failure, setFailure] = useState<string>();

  async function ask() {
    setPending(true);
    const result = await tryProviderAction().catch(lost);
    setPending(false);
    setTrial(result.ok ? result.data : undefined);
    setFailure(result.ok ? undefined : outcome.text(result));
  }

  return (
    <Section
      title={t("try")}
      description={t("tryText")}
      actions={
        <Button pending={pending} onClick={() => void ask()}>
          {t("tryNow")}
        </Button>
      }
    >
      <div role="status">
        {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
        {trial?.is === "trouble" && (
          <TroubleAlert
            title={t("failing")}
            problem={t(`problems.${trial.problem}`)}
            detail={trial.detail && t("detail", { detail: trial.detail })}
          />
        )}
        {trial?.is === "fine" && <Found facts={trial.facts} />}
      </div>
    </Section>
  );
}

function Found({ facts }: { facts: ProviderFacts }) {
  const t = useTranslations("provider");
  const addresses = [
    ["issuer", facts.issuer],
    ["authorizationEndpoint", facts.authorizationEndpoint],
    ["tokenEndpoint", facts.tokenEndpoint],
    ["userinfoEndpoint", facts.userinfoEndpoint],
  ] as const;
  return (
    <div className="flex flex-col gap-3">
      <Alert variant="success" title={t("fine")}>
        <p>{t("fineText", { keys: facts.keys })}</p>
        {!facts.saysPkce && <p className="mt-1">{t("saysNoPkce")}</p>}
      </Alert>
      <Card>
        <CardBody className="pt-4">
          <DescriptionList>
            {addresses.map(([name, address]) => (
              <DescriptionItem key={name} term={t(name)}>
                <span className="break-all">{address ?? t("none")}</span>
              </DescriptionItem>
            ))}
            <DescriptionItem term={t("saysIssuer")}>{facts.saysIssuer ? t("yes") : t("no")}</DescriptionItem>
          </DescriptionList>
        </CardBody>
      </Card>
    </div>
  );
}
