"use client";

import { useLocale, useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { MultiComboboxField, SelectField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { approveRequestAction } from "@/lib/users/requests/actions";
import type { RequestView } from "@/lib/users/requests/schema";
import type { Handed, RoleView } from "@/lib/users/schema";

type ApproveDialogProps = {
  request: RequestView;
  roles: readonly RoleView[];
  companies: readonly { id: string; name: string }[];
  onApproved: (handed: Handed) => void;
  onClose: () => void;
};

/** Asks for what a request can't say: the role, and the companies. */
export function ApproveDialog({ request, roles, companies, onApproved, onClose }: ApproveDialogProps) {
  const t = useTranslations("requests");
  const users = useTranslations("users");
  const locale = useLocale();
  const only = (list: readonly { id: string }[]) => (list.length === 1 ? list.map(({ id }) => id) : []);
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { roleId: only(roles)[0] ?? "", companyIds: only(companies) },
    submit: (typed: { roleId: string; companyIds: string[] }) =>
      approveRequestAction({ requestId: request.id, ...typed }),
    onDone: onApproved,
  });
  const roleId = useWatch({ control: form.control, name: "roleId" });
  const everyCompany = roles.find((role) => role.id === roleId)?.everyCompany ?? false;
  return (
    <FormDialog
      title={t("approveTitle", { name: request.name })}
      description={t("approveText", { email: request.email })}
      failure={failure}
      pending={pending}
      saveLabel={t("approve")}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <SelectField
        control={form.control}
        name="roleId"
        label={users("role")}
        required
        options={roles.map((role) => ({ value: role.id, label: locale === "en" ? role.nameEn : role.nameEs }))}
        placeholder={users("chooseRole")}
      />
      <MultiComboboxField
        control={form.control}
        name="companyIds"
        label={users("companies")}
        hint={everyCompany ? users("companiesAllHint") : users("companiesHint")}
        required={!everyCompany}
        options={companies.map((company) => ({ value: company.id, label: company.name }))}
        placeholder={users("chooseCompanies")}
      />
    </FormDialog>
  );
}
