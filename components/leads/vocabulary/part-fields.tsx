"use client";

import { useTranslations } from "next-intl";
import { useRun } from "@/components/form/use-run";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Section } from "@/components/ui/section";
import { PARTS } from "@/lib/leads/status/schema";
import { givePartAction } from "@/lib/leads/vocabulary/actions";
import type { StatusPart } from "@/lib/leads/status/schema";
import type { StatusTerm } from "@/lib/leads/vocabulary/schema";

/** Which status the program itself gives: at the start, by being assigned, after a contact. Takes effect at once. */
export function PartFields({ statuses }: { statuses: readonly StatusTerm[] }) {
  const t = useTranslations("vocabulary");
  const label = useLabel();
  const { run, pending } = useRun();
  const holder = (part: StatusPart) => statuses.find((status) => status.part === part)?.id ?? "";
  const open = statuses.filter(({ active, outcome }) => active && outcome === "open");
  return (
    <Section title={t("partsTitle")} description={t("partsText")}>
      <Card>
        <CardBody className="grid gap-4 pt-4 sm:grid-cols-3">
          {PARTS.map((part) => (
            <Field key={part} label={t(`parts.${part}`)} hint={t(`partHints.${part}`)}>
              <NativeSelect
                value={holder(part)}
                disabled={pending}
                options={open
                  .filter((status) => status.part === null || status.part === part)
                  .map((status) => ({ value: status.id, label: label(status) }))}
                onChange={({ target }) => {
                  const seenStatusId = holder(part) || null;
                  void run(() => givePartAction({ part, statusId: target.value, seenStatusId }), t("partGiven"));
                }}
              />
            </Field>
          ))}
        </CardBody>
      </Card>
    </Section>
  );
}
