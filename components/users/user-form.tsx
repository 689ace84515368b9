"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { changedFields } from "@/components/form/changed-fields";
import { MultiComboboxField, SelectField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { LinkDialog } from "@/components/users/link-dialog";
import { useSuggestedUserName } from "@/components/users/use-suggested-user-name";
import { PersonFields, PreferenceFields } from "@/components/users/user-fields";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { notify } from "@/components/ui/notify";
import { createUserAction, updateUserAction } from "@/lib/users/actions";
import { fullName } from "@/lib/users/schema";
import type { Control } from "react-hook-form";
import type { PersonForm } from "@/components/users/user-fields";
import type { ActionResult } from "@/lib/core/define-action";
import type { Edited, Handed, RoleView } from "@/lib/users/schema";

export type UserFormValues = PersonForm & { roleId: string; companyIds: string[] };

type Done = ({ id: string } & Handed) | Edited;

type UserFormProps = {
  /** Of the user who is edited; without it, a new one is made. */
  userId?: string;
  values: UserFormValues;
  roles: readonly RoleView[];
  companies: readonly { id: string; name: string }[];
  isSelf?: boolean;
  editable?: boolean;
  /** Directory or provider say who they are and what they may. */
  followed?: boolean;
  publicUrl?: string | undefined;
};

export function UserForm({
  userId,
  values,
  roles,
  companies,
  isSelf = false,
  editable = true,
  followed = false,
  publicUrl,
}: UserFormProps) {
  const t = useTranslations("users");
  const common = useTranslations("common");
  const router = useRouter();
  const refresh = useRefresh();
  const [first, setFirst] = useState(values);
  const [made, setMade] = useState<{ id: string; linkToken: string; name: string }>();

  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: values,
    submit: (typed: UserFormValues): Promise<ActionResult<Done>> =>
      userId === undefined ? createUserAction(asInput(typed)) : update(userId, typed),
    fieldNames: { role: "roleId", companies: "companyIds" },
    onRefused: () => {
      // Brings what others changed meanwhile; what is typed stays.
      refresh();
    },
    onDone: (data, typed) => {
      if ("linksEnded" in data) {
        setFirst(typed);
        notify.success(data.linksEnded > 0 ? t("savedLinksEnded") : t("saved"));
        refresh();
        return;
      }
      if (data.linkToken !== undefined) {
        setMade({ id: data.id, linkToken: data.linkToken, name: fullName(typed) });
        return;
      }
      notify.success(t("invitedToast", { to: data.mailedTo }));
      router.push(`/users/${data.id}`);
    },
  });

  const [firstName, lastName, email, userName] = useWatch({
    control: form.control,
    name: ["firstName", "lastName", "email", "userName"],
  });
  useSuggestedUserName(userId === undefined, { firstName, lastName, email, userName }, (suggestion) => {
    form.setValue("userName", suggestion, { shouldValidate: form.formState.isSubmitted });
  });

  async function update(id: string, typed: UserFormValues): Promise<ActionResult<Done>> {
    const { set, seen } = changedFields(typed, first, values);
    if (Object.keys(set).length === 0) return { ok: true, data: { linksEnded: 0 } };
    return updateUserAction({ userId: id, set: asInput(set), seen });
  }

  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <FormCard title={t("personSection")}>
        <PersonFields control={form.control} own={false} disabled={!editable} followed={followed} />
      </FormCard>
      <FormCard title={t("accessSection")}>
        <AccessFields
          control={form.control}
          roles={roles}
          companies={companies}
          isSelf={isSelf}
          editable={editable && !followed}
        />
      </FormCard>
      <FormCard title={t("preferencesSection")}>
        <PreferenceFields control={form.control} timeZone={values.timeZone} disabled={!editable} />
      </FormCard>
      {editable && (
        <div className="flex justify-end gap-2">
          <LinkButton href="/users">{common("cancel")}</LinkButton>
          <Button type="submit" variant="primary" pending={pending}>
            {userId === undefined ? t("create") : common("save")}
          </Button>
        </div>
      )}
      {made && (
        <LinkDialog
          name={made.name}
          token={made.linkToken}
          publicUrl={publicUrl}
          onClose={() => {
            router.push(`/users/${made.id}`);
          }}
        />
      )}
    </form>
  );
}

export function FormCard({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card>
      <CardBody className="pt-4">
        <fieldset>
          <legend className="float-left mb-4 w-full text-base font-semibold tracking-tight">{title}</legend>
          <div className="clear-both">{children}</div>
        </fieldset>
      </CardBody>
    </Card>
  );
}

type AccessFieldsProps = Pick<UserFormProps, "roles" | "companies"> & {
  control: Control<UserFormValues>;
  isSelf: boolean;
  editable: boolean;
};

function AccessFields({ control, roles, companies, isSelf, editable }: AccessFieldsProps) {
  const t = useTranslations("users");
  const locale = useLocale();
  const roleId = useWatch({ control, name: "roleId" });
  const everyCompany = roles.find((role) => role.id === roleId)?.everyCompany ?? false;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        control={control}
        name="roleId"
        label={t("role")}
        hint={isSelf ? t("ownRoleHint") : undefined}
        required
        disabled={isSelf || !editable}
        options={roles.map((role) => ({ value: role.id, label: locale === "en" ? role.nameEn : role.nameEs }))}
        placeholder={t("chooseRole")}
      />
      <MultiComboboxField
        control={control}
        name="companyIds"
        label={t("companies")}
        hint={everyCompany ? t("companiesAllHint") : t("companiesHint")}
        required={!everyCompany}
        disabled={!editable}
        options={companies.map((company) => ({ value: company.id, label: company.name }))}
        placeholder={t("chooseCompanies")}
      />
    </div>
  );
}

type Input = Parameters<typeof createUserAction>[0];

/** A select's value is one of the languages it offers. */
function asInput<T extends Partial<UserFormValues>>(values: T) {
  return values as T & { locale: Input["locale"] };
}
