"use client";

import { useLocale, useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { MultiComboboxField, SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { sameName } from "@/lib/users/directory/naming/schema";
import type { RuleChoices } from "@/components/settings/identities/group-rules";
import type { Via } from "@/lib/auth/identities/schema";
import type { ActionResult } from "@/lib/core/define-action";
import type { GroupRuleView } from "@/lib/users/identities/schema";

type GroupRuleDialogProps = RuleChoices & {
  via: Via;
  rule: GroupRuleView | undefined;
  others: readonly GroupRuleView[];
  onKeep: (rule: GroupRuleView) => void;
  onClose: () => void;
};

const NEW: GroupRuleView = { group: "", roleId: "", companyIds: [] };

/** One group; it is kept in the list, which is saved as a whole. */
export function GroupRuleDialog({ via, rule, others, roles, companies, onKeep, onClose }: GroupRuleDialogProps) {
  const t = useTranslations("groupRules");
  const locale = useLocale();
  const { form, failure, pending, onSubmit } = useActionForm<GroupRuleView, null>({
    defaultValues: rule ?? NEW,
    submit: (typed) => Promise.resolve(checked(via, typed, others)),
    onDone: (_, typed) => {
      onKeep({ ...typed, group: typed.group.trim() });
    },
  });
  const { control } = form;
  const roleId = useWatch({ control, name: "roleId" });
  const everyCompany = roles.find(({ id }) => id === roleId)?.everyCompany ?? false;
  return (
    <FormDialog
      title={rule ? t("editRuleTitle") : t("newRule")}
      saveLabel={t("done")}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField
        control={control}
        name="group"
        label={t("group")}
        hint={t(`groupHint.${via}`)}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SelectField
        control={control}
        name="roleId"
        label={t("role")}
        required
        options={roles.map(({ id, nameEn, nameEs }) => ({ value: id, label: locale === "en" ? nameEn : nameEs }))}
        placeholder={t("chooseRole")}
      />
      <MultiComboboxField
        control={control}
        name="companyIds"
        label={t("companies")}
        hint={everyCompany ? t("companiesAllHint") : t("companiesHint")}
        required={!everyCompany}
        options={companies}
        placeholder={t("chooseCompanies")}
      />
    </FormDialog>
  );
}

/** What the server would refuse of the whole list is said while its group is still open. */
function checked(via: Via, { group }: GroupRuleView, others: readonly GroupRuleView[]): ActionResult<null> {
  const same = (text: string) => (via === "directory" ? sameName(text) : text.trim() || undefined);
  const name = same(group);
  const isTwice = others.some((other) => same(other.group) === name);
  const refused = (key: string): ActionResult<null> => ({
    ...{ ok: false, code: "INVALID", requestId: "" },
    fields: { group: key },
  });
  if (name === undefined) return refused(group.trim() === "" ? "required" : "notDn");
  return isTwice ? refused("groupTwice") : { ok: true, data: null };
}
