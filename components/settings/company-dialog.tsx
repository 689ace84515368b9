"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { addCompanyAction, updateCompanyAction } from "@/lib/settings/actions";
import type { ActionResult } from "@/lib/core/define-action";
import type { CompanyView } from "@/lib/settings/schema";

/** Names a new company, or an existing one anew. */
export function CompanyDialog({ company, onClose }: { company: CompanyView | undefined; onClose: () => void }) {
  const t = useTranslations("settings");
  const refresh = useRefresh();
  const { form, ...rest } = useActionForm({
    defaultValues: { name: company?.name ?? "" },
    submit: ({ name }): Promise<ActionResult<unknown>> =>
      company
        ? updateCompanyAction({ companyId: company.id, set: { name }, seen: { name: company.name } })
        : addCompanyAction({ name }),
    onDone: () => {
      onClose();
      refresh();
    },
  });
  return (
    <FormDialog
      size="sm"
      title={company ? t("renameNamed", { name: company.name }) : t("newCompany")}
      onClose={onClose}
      {...rest}
    >
      <TextField control={form.control} name="name" label={t("companyName")} required autoComplete="off" autoFocus />
    </FormDialog>
  );
}
