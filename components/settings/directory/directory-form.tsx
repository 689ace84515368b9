"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { PasswordField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { useEditForm } from "@/components/form/use-edit-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Section } from "@/components/ui/section";
import { GROUP_WAYS, READINGS, SECURITIES } from "@/lib/auth/directory/schema";
import { updateDirectoryAction } from "@/lib/users/directory/actions";
import type { Control } from "react-hook-form";
import type { DirectoryValues } from "@/lib/auth/directory/schema";

type Form = Omit<DirectoryValues, "port" | "checkMinutes"> & { port: string; checkMinutes: string; password: string };

const NUMBERS = ["port", "checkMinutes"] as const;

/** The server, who asks it, and where people and groups are. */
export function DirectoryForm({ values, hasPassword }: { values: DirectoryValues; hasPassword: boolean }) {
  const t = useTranslations("directory");
  const common = useTranslations("common");
  const { form, failure, pending, onSubmit } = useEditForm<Form>({
    values: { ...values, port: String(values.port), checkMinutes: String(values.checkMinutes), password: "" },
    update: ({ set, seen }) => updateDirectoryAction({ set, seen: { ...seen, ...numbersIn(seen) } }),
    once: "password",
  });
  const { control } = form;
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-6">
      <Section title={t("server")} description={t("serverText")}>
        <Card>
          <CardBody className="flex flex-col gap-4 pt-4">
            <ServerFields control={control} />
          </CardBody>
        </Card>
      </Section>
      <Section title={t("lookingUp")}>
        <Card>
          <CardBody className="flex flex-col gap-4 pt-4">
            <ReadingFields control={control} hasPassword={hasPassword} />
            <Disclosure summary={t("more")}>
              <p className="mb-3 text-sm text-muted-foreground">{t("moreText")}</p>
              <AttributeFields control={control} />
            </Disclosure>
            {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
            <div className="flex justify-end">
              <Button type="submit" variant="primary" pending={pending}>
                {common("save")}
              </Button>
            </div>
          </CardBody>
        </Card>
      </Section>
    </form>
  );
}

/** A form holds them as text, the server as what they are. */
function numbersIn(seen: Record<string, unknown>): Record<string, number> {
  return Object.fromEntries(NUMBERS.filter((name) => name in seen).map((name) => [name, Number(seen[name])]));
}

type Fields = { control: Control<Form> };

function ServerFields({ control }: Fields) {
  const t = useTranslations("directory");
  const security = useWatch({ control, name: "security" });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField control={control} name="host" label={t("host")} hint={t("hostHint")} required spellCheck={false} />
        <TextField control={control} name="port" label={t("port")} inputMode="numeric" required />
        <SelectField
          control={control}
          name="security"
          label={t("security")}
          options={SECURITIES.map((value) => ({ value, label: t(`securities.${value}`) }))}
          required
        />
      </div>
      {security === "none" ? (
        <Alert variant="warning" title={t("plainTitle")}>
          {t("plainText")}
        </Alert>
      ) : (
        <TextareaField
          control={control}
          name="ca"
          label={t("ca")}
          hint={t("caHint")}
          spellCheck={false}
          textareaClassName="max-h-60 font-mono text-xs"
        />
      )}
    </>
  );
}

function ReadingFields({ control, hasPassword }: Fields & { hasPassword: boolean }) {
  const t = useTranslations("directory");
  const [reading, groupsBy] = useWatch({ control, name: ["reading", "groupsBy"] });
  const plain = { control, spellCheck: false, autoComplete: "off" };
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          control={control}
          name="reading"
          label={t("reading")}
          options={READINGS.map((value) => ({ value, label: t(`readings.${value}`) }))}
          required
        />
        <TextField {...plain} name="base" label={t("base")} hint={t("baseHint")} required />
        {reading === "account" ? (
          <>
            <TextField {...plain} name="bindDn" label={t("bindDn")} hint={t("bindDnHint")} required />
            <PasswordField
              control={control}
              name="password"
              label={t("password")}
              hint={hasPassword ? t("passwordSet") : undefined}
              required={!hasPassword}
              autoComplete="new-password"
            />
          </>
        ) : (
          <TextField
            {...plain}
            name="bindTemplate"
            label={t("bindTemplate")}
            hint={t("bindTemplateHint")}
            required
            className="sm:col-span-2"
          />
        )}
        <SelectField
          control={control}
          name="groupsBy"
          label={t("groupsBy")}
          options={GROUP_WAYS.map((value) => ({ value, label: t(`groupWays.${value}`) }))}
          required
        />
        {groupsBy !== "memberOf" && (
          <TextField {...plain} name="groupBase" label={t("groupBase")} hint={t("groupBaseHint")} />
        )}
        {groupsBy === "search" && (
          <TextField
            {...plain}
            name="groupFilter"
            label={t("groupFilter")}
            hint={t("groupFilterHint")}
            required
            className="sm:col-span-2"
          />
        )}
        {reading === "account" && (
          <TextField
            control={control}
            name="checkMinutes"
            label={t("checkMinutes")}
            hint={t("checkMinutesHint")}
            inputMode="numeric"
            required
          />
        )}
      </div>
      {reading === "direct" && <Alert>{t("directText")}</Alert>}
    </>
  );
}

function AttributeFields({ control }: Fields) {
  const t = useTranslations("directory");
  const plain = { control, spellCheck: false, autoComplete: "off" };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        {...plain}
        name="personFilter"
        label={t("personFilter")}
        hint={t("personFilterHint")}
        required
        className="sm:col-span-2"
      />
      <TextField {...plain} name="firstNameAttribute" label={t("firstNameAttribute")} required />
      <TextField {...plain} name="lastNameAttribute" label={t("lastNameAttribute")} />
      <TextField {...plain} name="emailAttribute" label={t("emailAttribute")} required />
      <TextField {...plain} name="userNameAttribute" label={t("userNameAttribute")} hint={t("userNameAttributeHint")} />
      <TextField {...plain} name="phoneAttribute" label={t("phoneAttribute")} />
      <TextField {...plain} name="jobTitleAttribute" label={t("jobTitleAttribute")} />
    </div>
  );
}
