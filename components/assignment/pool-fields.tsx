"use client";

import { useTranslations } from "next-intl";
import { CountField, isCount } from "@/components/assignment/count-field";
import { personName } from "@/components/assignment/rule";
import { CheckboxLine } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { NativeSelect } from "@/components/ui/native-select";
import type { AssignmentChoices, DraftRule } from "@/components/assignment/rule";
import type { PoolPerson } from "@/lib/assignment/schema";

type PoolFieldsProps = {
  rule: DraftRule;
  choices: AssignmentChoices;
  /** What is wrong with it, once somebody tried to save. */
  error: string | undefined;
  onChange: (part: Partial<DraftRule>) => void;
};

/** Whom a rule asks: one person, or people and the people of companies. */
export function PoolFields({ rule, choices, error, onChange }: PoolFieldsProps) {
  const t = useTranslations("assignment");
  const common = useTranslations("common");
  const picker = useTranslations("picker");
  const { pool } = rule;
  const words = { emptyText: common("noResults"), loadingText: common("loading") };
  const remove = (label: string) => t("removeNamed", { name: label });
  const labelOf = ({ name, active, invited }: PoolPerson) => {
    if (!active) return t("deactivated", { name });
    return invited ? picker("invitedName", { name }) : name;
  };
  const people = choices.people
    .filter(({ id, active }) => active || pool.userIds.includes(id))
    .map((person) => ({ value: person.id, label: labelOf(person) }));
  const known = new Set(people.map(({ value }) => value));
  const options = [
    ...people,
    ...pool.userIds.filter((id) => !known.has(id)).map((id) => ({ value: id, label: t("formerUser") })),
  ];
  const of = (all: typeof options, ids: string[]) => ids.flatMap((id) => all.find(({ value }) => value === id) ?? []);
  if (rule.method === "named") {
    return (
      <Field label={t("person")} error={error}>
        <NativeSelect
          value={pool.userIds[0] ?? ""}
          emptyLabel={common("choose")}
          options={options}
          onChange={({ target }) => {
            onChange({ pool: { ...pool, userIds: target.value === "" ? [] : [target.value] } });
          }}
        />
      </Field>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("people")} error={error}>
        <MultiCombobox
          {...words}
          options={options}
          value={of(options, pool.userIds)}
          removeLabel={remove}
          placeholder={t("peoplePlaceholder")}
          onValueChange={(chosen) => {
            onChange({ pool: { ...pool, userIds: chosen.map(({ value }) => value) } });
          }}
        />
      </Field>
      <Field label={t("companies")} hint={t("companiesHint")}>
        <MultiCombobox
          {...words}
          options={choices.companies}
          value={of(choices.companies, pool.companyIds)}
          removeLabel={remove}
          placeholder={t("companiesPlaceholder")}
          onValueChange={(chosen) => {
            onChange({ pool: { ...pool, companyIds: chosen.map(({ value }) => value) } });
          }}
        />
      </Field>
      <CheckboxLine
        label={t("ownCompany")}
        checked={pool.ownCompany}
        onCheckedChange={(ownCompany) => {
          onChange({ pool: { ...pool, ownCompany } });
        }}
      />
      {rule.method === "weighted" && <WeightFields rule={rule} choices={choices} onChange={onChange} />}
    </div>
  );
}

const MOST_WEIGHT = 100;

/** Of how many leads each gets; who is asked as one of a company has 1, unless they are named too. */
function WeightFields({ rule, choices, onChange }: Omit<PoolFieldsProps, "error">) {
  const t = useTranslations("assignment");
  const errors = useTranslations("errors");
  if (rule.pool.userIds.length === 0) return <p className="text-sm text-muted-foreground">{t("weightsHint")}</p>;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{t("weights")}</legend>
      <p className="text-xs text-muted-foreground">{t("weightsHint")}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {rule.pool.userIds.map((id) => {
          const weight = rule.weights[id] ?? 1;
          return (
            <CountField
              key={id}
              label={personName(id, choices, t("formerUser"))}
              value={weight}
              max={MOST_WEIGHT}
              error={!isCount(weight, MOST_WEIGHT) && errors("notValid")}
              onChange={(next) => {
                onChange({ weights: { ...rule.weights, [id]: next ?? 1 } });
              }}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
