"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/form/fields";
import { useEditForm } from "@/components/form/use-edit-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { setRetentionAction } from "@/lib/audit/actions";
import { DROPPABLE, KEPT_MONTHS } from "@/lib/audit/retention/schema";
import type { RetentionValues } from "@/lib/audit/retention/schema";

export function RetentionForm({ values }: { values: RetentionValues }) {
  const t = useTranslations("auditDesk");
  const common = useTranslations("common");
  const { form, failure, pending, onSubmit } = useEditForm({ values, update: setRetentionAction });
  const options = KEPT_MONTHS.map((months) => ({
    value: String(months),
    label: months === 0 ? t("forEver") : t("years", { count: months / 12 }),
  }));
  return (
    <Card>
      <CardBody className="pt-4">
        <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <div className="grid gap-4 sm:grid-cols-2">
            {DROPPABLE.map((kind) => (
              <SelectField
                key={kind}
                control={form.control}
                name={kind}
                label={t(`kinds.${kind}`)}
                hint={t(`kindHints.${kind}`)}
                options={options}
                required
              />
            ))}
          </div>
          <div className="flex justify-end">
            <Button type="submit" variant="primary" pending={pending}>
              {common("save")}
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
