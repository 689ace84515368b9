"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { CheckboxLine } from "@/components/ui/checkbox";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { updateSourceAction } from "@/lib/intake/actions";
import { CHECKS } from "@/lib/intake/spam/schema";
import type { Check } from "@/lib/intake/spam/schema";

type SourceChecksProps = { sourceId: string; off: readonly string[]; canManage: boolean };

/** Which checks for spam are made of what comes in here. */
export function SourceChecks({ sourceId, off, canManage }: SourceChecksProps) {
  const t = useTranslations("spam");
  const { run, pending } = useRun();
  const [edited, setEdited] = useState<readonly Check[]>(CHECKS.filter((check) => off.includes(check)));
  const seen = CHECKS.filter((check) => off.includes(check));
  const changed = CHECKS.some((check) => edited.includes(check) !== seen.includes(check));

  return (
    <Section
      title={t("sourceTitle")}
      description={t("sourceText")}
      actions={
        <LinkButton size="sm" variant="ghost" href="/intake/spam">
          {t("open")}
        </LinkButton>
      }
    >
      <Card>
        <CardBody className="flex flex-col gap-4 pt-4">
          <div className="grid gap-3 lg:grid-cols-2 lg:gap-x-8">
            {CHECKS.map((check) => (
              <CheckboxLine
                key={check}
                checked={!edited.includes(check)}
                disabled={!canManage}
                onCheckedChange={(on) => {
                  setEdited(CHECKS.filter((one) => (one === check ? !on : edited.includes(one))));
                }}
                label={t(`checks.${check}`)}
                hint={t(`what.${check}`)}
              />
            ))}
          </div>
          {canManage && (
            <div>
              <Button
                variant="primary"
                pending={pending}
                disabled={!changed}
                onClick={() =>
                  void run(
                    () => updateSourceAction({ sourceId, set: { spamOff: [...edited] }, seen: { spamOff: [...off] } }),
                    t("saved"),
                  )
                }
              >
                {t("saveChecks")}
              </Button>
            </div>
          )}
        </CardBody>
      </Card>
    </Section>
  );
}
