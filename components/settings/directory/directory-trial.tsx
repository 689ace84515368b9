"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { PasswordField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { TroubleAlert } from "@/components/settings/identities/trouble-alert";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Section } from "@/components/ui/section";
import { tryDirectoryAction } from "@/lib/users/directory/actions";
import { shortName } from "@/lib/users/directory/naming/schema";
import type { DirectoryTrial as Trial } from "@/lib/users/directory/schema";

/** Looks a person up with the saved settings, and says in words what they would come to. */
export function DirectoryTrial({ isDirect }: { isDirect: boolean }) {
  const t = useTranslations("directory");
  const [trial, setTrial] = useState<Trial>();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { account: "", password: "" },
    submit: tryDirectoryAction,
    onDone: (found: Trial) => {
      setTrial(found);
    },
    onRefused: () => {
      setTrial(undefined);
    },
  });
  return (
    <Section title={t("try")} description={t("tryText")}>
      <Card>
        <CardBody className="flex flex-col gap-4 pt-4">
          <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
            {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                control={form.control}
                name="account"
                label={t("account")}
                hint={t("accountHint")}
                required
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
              />
              <PasswordField
                control={form.control}
                name="password"
                label={t("tryPassword")}
                hint={isDirect ? t("tryPasswordDirect") : t("tryPasswordHint")}
                required={isDirect}
                autoComplete="new-password"
              />
            </div>
            <div>
              <Button type="submit" pending={pending}>
                {t("tryNow")}
              </Button>
            </div>
          </form>
          <div role="status">{trial && <TrialResult trial={trial} />}</div>
        </CardBody>
      </Card>
    </Section>
  );
}

function TrialResult({ trial }: { trial: Trial }) {
  const t = useTranslations("directory");
  if (trial.is === "away") {
    return (
      <TroubleAlert
        title={t("away")}
        problem={trial.problem && t(`problems.${trial.problem}`)}
        detail={trial.detail && t("said", { detail: trial.detail })}
      />
    );
  }
  if (trial.is !== "found") return <Alert variant="warning">{t(`outcomes.${trial.is}`)}</Alert>;
  return <Found trial={trial} />;
}

type FoundTrial = Extract<Trial, { is: "found" }>;

function Found({ trial }: { trial: FoundTrial }) {
  const t = useTranslations("directory");
  const { person, groups } = trial;
  return (
    <div className="flex flex-col gap-4">
      <Verdict trial={trial} />
      <DescriptionList>
        <DescriptionItem term={t("dn")}>
          <span className="break-all">{person.dn}</span>
        </DescriptionItem>
        <DescriptionItem term={t("account")}>{person.account}</DescriptionItem>
        <DescriptionItem term={t("email")}>{person.email}</DescriptionItem>
        <DescriptionItem term={t("phone")}>{person.phone}</DescriptionItem>
        <DescriptionItem term={t("jobTitle")}>{person.jobTitle}</DescriptionItem>
        <DescriptionItem term={t("groups")}>
          {groups.length === 0 ? (
            t("noGroups")
          ) : (
            <ul className="flex flex-col gap-1">
              {groups.map((group) => (
                <li key={group} className="text-xs break-all select-all">
                  {group}
                </li>
              ))}
            </ul>
          )}
        </DescriptionItem>
      </DescriptionList>
    </div>
  );
}

/** Whether they would come in, as what and why. */
function Verdict({ trial }: { trial: FoundTrial }) {
  const t = useTranslations("directory");
  const locale = useLocale();
  const { person, entered, closed, rule, as } = trial;
  const comesIn = entered !== false && !closed && rule !== null && (as === "new" || as === "known");
  return (
    <Alert variant={comesIn ? "success" : "warning"} title={t("found", { name: person.name || person.account })}>
      {entered !== null && <p>{entered ? t("entered") : t("notEntered")}</p>}
      {closed && entered !== false && <p>{t("closed")}</p>}
      {rule === null ? (
        <p>{t("wouldNot")}</p>
      ) : (
        <p>
          {t("would", {
            role: locale === "en" ? rule.roleEn : rule.roleEs,
            place: rule.place,
            group: shortName(rule.group),
          })}{" "}
          {rule.companies.length > 0 ? t("wouldCompanies", { companies: rule.companies.join(", ") }) : t("wouldAll")}
        </p>
      )}
      <p>{t(`as.${as}`)}</p>
    </Alert>
  );
}
