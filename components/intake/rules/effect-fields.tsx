"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { areFair } from "@/components/intake/rules/rule";
import type { Effect, RuleChoices } from "@/components/intake/rules/rule";

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

type EffectFieldsProps = { effect: Effect; choices: RuleChoices; onChange: (effect: Effect) => void };

/** What a rule says of a lead. What is left empty stays as others say. */
export function EffectFields({ effect, choices, onChange }: EffectFieldsProps) {
  const t = useTranslations("rules");
  const [tags, setTags] = useState((effect.tags ?? []).join(", "));
  const [points, setPoints] = useState(effect.points === undefined ? "" : String(effect.points));
  const lines = [
    { key: "statusKey", label: t("status"), options: withRetired(choices.statuses, effect.statusKey, choices) },
    { key: "leadTypeKey", label: t("leadType"), options: withRetired(choices.leadTypes, effect.leadTypeKey, choices) },
    { key: "companyKey", label: t("company"), options: choices.companies },
    {
      key: "priority",
      label: t("priority"),
      options: PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) })),
    },
    { key: "ownerId", label: t("owner"), options: ownersFor(effect, choices, t("formerUser")) },
  ] as const;
  const without = (key: keyof Effect) =>
    Object.fromEntries(Object.entries(effect).filter(([name]) => name !== key)) as Effect;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {lines.map(({ key, label, options }) => (
        <Field key={key} label={label}>
          <NativeSelect
            value={effect[key] ?? ""}
            emptyLabel={t("unchanged")}
            options={options}
            onChange={({ target }) => {
              onChange(target.value === "" ? without(key) : { ...effect, [key]: target.value });
            }}
          />
        </Field>
      ))}
      <Field label={t("points")} hint={t("pointsHint")} error={!areFair(effect.points) && t("pointsRange")}>
        <Input
          type="number"
          min={-100}
          max={100}
          step={1}
          value={points}
          onChange={({ target }) => {
            setPoints(target.value);
            // What is no number has no value either.
            const isSaid = target.validity.badInput || (target.value !== "" && target.valueAsNumber !== 0);
            onChange(isSaid ? { ...effect, points: target.valueAsNumber } : without("points"));
          }}
        />
      </Field>
      <Field label={t("tags")} className="sm:col-span-2">
        <Input
          value={tags}
          onChange={({ target }) => {
            setTags(target.value);
            const list = target.value.split(",").flatMap((tag) => tag.trim() || []);
            onChange(list.length > 0 ? { ...effect, tags: list } : without("tags"));
          }}
        />
      </Field>
    </div>
  );
}

/** What was retired is offered only where a rule names it already. */
function withRetired(options: RuleChoices["statuses"], key: string | undefined, { retired }: RuleChoices) {
  return [...options, ...retired.filter(({ value }) => value === key)];
}

/** Who can own leads of the company they will be of, where that is known. Whom a rule names stays named. */
function ownersFor({ ownerId, companyKey }: Effect, { owners, companies, companyId }: RuleChoices, former: string) {
  const company = companyKey === undefined ? companyId : companies.find(({ value }) => value === companyKey)?.id;
  const possible = owners.filter(
    ({ value, companyIds }) => value === ownerId || company === undefined || companyIds.includes(company),
  );
  const known = ownerId === undefined || possible.some(({ value }) => value === ownerId);
  return known ? possible : [...possible, { value: ownerId, label: former }];
}
