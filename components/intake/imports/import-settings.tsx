"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { MultiComboboxField, SelectField, TextField } from "@/components/form/fields";
import { TimeZoneField } from "@/components/form/time-zone-field";
import { useActionForm } from "@/components/form/use-action-form";
import { ColumnMapping } from "@/components/intake/imports/column-mapping";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { checkImportAction } from "@/lib/intake/importing/actions";
import { reaches } from "@/lib/intake/importing/choices/schema";
import { NOBODYS, OVERWRITES } from "@/lib/intake/importing/schema";
import type { FieldName } from "@/lib/leads/custom-fields/field/schema";
import type { ImportColumn, ImportSettings as Settings, Said } from "@/lib/intake/importing/schema";

type Option = { value: string; label: string };
export type ImportOptions = {
  companies: Option[];
  leadTypes: Option[];
  statuses: Option[];
  owners: (Option & { companyIds: string[]; everywhere: boolean })[];
  fields: { value: FieldName; label: string }[];
};
type ImportSettingsProps = {
  importId: string;
  columns: ImportColumn[];
  settings: Settings;
  options: ImportOptions;
  onChecking: () => void;
};

const MATCHES = {
  "email,phone": "emailPhone",
  "email,phone,firm": "all",
  "email,firm": "emailFirm",
  email: "email",
  "": "never",
};
const ORDERS = ["dmy", "mdy", "ymd"] as const;
const ON_MATCH = ["fill", "update", "overwrite", "touch", "skip"] as const;

/** Without whoever doesn't work for the company that was chosen since. */
function stillMeant(said: Said, companyId: string, { companies, owners }: ImportOptions): Said {
  const companyIds = companyId ? [companyId] : companies.map(({ value }) => value);
  const isMeant = (id: string) =>
    id === NOBODYS || owners.some((owner) => owner.value === id && reaches(owner, companyIds));
  return { ...said, owner: said.owner.filter(({ means }) => isMeant(means)) };
}

/** What the columns are, what new leads get, and what happens to those that are there already. */
export function ImportSettings({ importId, columns, settings, options, onChecking }: ImportSettingsProps) {
  const t = useTranslations("imports");
  const { said, ...saved } = settings;
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: {
      ...saved,
      companyId: settings.companyId ?? "",
      ownerId: settings.ownerId ?? "",
      matchBy: settings.matchBy.join(","),
      overwrite: settings.overwrite,
    },
    submit: (values) =>
      checkImportAction({
        importId,
        settings: {
          ...values,
          companyId: values.companyId || null,
          ownerId: values.ownerId || null,
          matchBy: values.matchBy.split(",").filter(Boolean) as Settings["matchBy"],
          overwrite: values.overwrite,
          ...(said && { said: stillMeant(said, values.companyId, options) }),
        },
      }),
    onDone: onChecking,
  });
  const { control } = form;
  const [onNew, onMatch, matchBy, companyId] = useWatch({
    control,
    name: ["onNew", "onMatch", "matchBy", "companyId"],
  });
  const creates = onNew === "create";
  const possible = options.owners.filter((owner) => reaches(owner, [companyId]));
  const anyCompany = { value: "", label: t("anyCompany") };

  /** A status is told so that leads get it, unless somebody chose otherwise already. */
  function updateStatuses(mapping: Settings["mapping"]) {
    if (!mapping.includes("status") || form.getValues("onMatch") !== "fill") return;
    if (form.getFieldState("onMatch").isDirty) return;
    form.setValue("onMatch", "update");
    form.setValue("overwrite", ["status"]);
  }

  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-5">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <ColumnMapping
        columns={columns}
        control={control}
        name="mapping"
        fields={options.fields}
        onMapped={updateStatuses}
      />
      <div className="grid gap-5 lg:grid-cols-2">
        <Card>
          <CardHeader level={2} title={t("newLeads")} description={t("newLeadsHint")} />
          <CardBody className="grid gap-4 sm:grid-cols-2">
            <SelectField
              control={control}
              name="onNew"
              label={t("onNew")}
              required
              options={(["create", "refuse"] as const).map((value) => ({ value, label: t(`onNews.${value}`) }))}
            />
            <SelectField
              control={control}
              name="companyId"
              label={t("company")}
              required={creates}
              options={creates ? options.companies : [anyCompany, ...options.companies]}
              placeholder={creates ? t("choose") : anyCompany.label}
            />
            {creates && (
              <>
                <SelectField
                  control={control}
                  name="statusId"
                  label={t("status")}
                  options={options.statuses}
                  required
                />
                <SelectField
                  control={control}
                  name="leadTypeId"
                  label={t("leadType")}
                  options={options.leadTypes}
                  required
                />
                <SelectField
                  control={control}
                  name="ownerId"
                  label={t("owner")}
                  options={[{ value: "", label: t("nobody") }, ...possible]}
                  placeholder={t("nobody")}
                />
                <TextField control={control} name="channel" label={t("channel")} />
              </>
            )}
          </CardBody>
        </Card>
        <Card>
          <CardHeader level={2} title={t("knownLeads")} description={t("knownLeadsHint")} />
          <CardBody className="grid gap-4">
            <SelectField
              control={control}
              name="matchBy"
              label={t("matchBy")}
              options={Object.entries(MATCHES).map(([value, key]) => ({ value, label: t(`matches.${key as "all"}`) }))}
              placeholder={t("matches.never")}
            />
            {matchBy !== "" && (
              <SelectField
                control={control}
                name="onMatch"
                label={t("onMatch")}
                required
                options={ON_MATCH.map((value) => ({ value, label: t(`onMatches.${value}`) }))}
              />
            )}
            {matchBy !== "" && (onMatch === "overwrite" || onMatch === "update") && (
              <MultiComboboxField
                control={control}
                name="overwrite"
                label={t("overwrite")}
                hint={t("overwriteHint")}
                required
                options={OVERWRITES.map((value) => ({ value, label: t(`fields.${value}`) }))}
              />
            )}
          </CardBody>
        </Card>
      </div>
      <Disclosure summary={t("dates")}>
        <div className="grid max-w-2xl gap-4 pt-2 sm:grid-cols-2">
          <SelectField
            control={control}
            name="dateOrder"
            label={t("dateOrder")}
            required
            options={ORDERS.map((value) => ({ value, label: t(`dateOrders.${value}`) }))}
          />
          <TimeZoneField control={control} name="timeZone" label={t("timeZone")} current={settings.timeZone} />
          <TextField control={control} name="subChannel" label={t("subChannel")} />
        </div>
      </Disclosure>
      <div>
        <Button type="submit" variant="primary" size="lg" pending={pending} className="max-sm:w-full">
          {t("check")}
        </Button>
        <p className="mt-1.5 text-sm text-muted-foreground">{t("checkHint")}</p>
      </div>
    </form>
  );
}
