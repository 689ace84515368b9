"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { CountField, isCount } from "@/components/assignment/count-field";
import { personName } from "@/components/assignment/rule";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { NativeSelect } from "@/components/ui/native-select";
import type { AssignmentChoices } from "@/components/assignment/rule";
import type { Caps } from "@/lib/assignment/schema";

type CapsSectionProps = { caps: Caps; choices: AssignmentChoices; onChange: (caps: Caps) => void };

/** How many open leads rules give to anybody, and to whom another number applies. */
export function CapsSection({ caps, choices, onChange }: CapsSectionProps) {
  const t = useTranslations("assignment");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const own = Object.entries(caps.people);
  const others = choices.people.filter(({ id, active }) => active && caps.people[id] === undefined);
  const without = (id: string) => Object.fromEntries(own.filter(([one]) => one !== id));
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h3 className="font-medium">{t("caps")}</h3>
        <p className="text-sm text-muted-foreground">{t("capsHint")}</p>
      </div>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <CountField
          label={t("capEverybody")}
          hint={t("capNone")}
          error={!isCount(caps.everybody) && errors("notValid")}
          value={caps.everybody}
          onChange={(everybody) => {
            onChange({ ...caps, everybody });
          }}
        />
        <Field label={t("capOther")}>
          <NativeSelect
            value=""
            emptyLabel={common("choose")}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={({ target }) => {
              if (target.value !== "")
                onChange({ ...caps, people: { ...caps.people, [target.value]: caps.everybody ?? 20 } });
            }}
          />
        </Field>
      </div>
      {own.length > 0 && (
        <ul className="flex flex-col gap-2">
          {own.map(([id, cap]) => {
            const name = personName(id, choices, t("formerUser"));
            return (
              <li key={id} className="flex items-end gap-2">
                <CountField
                  className="w-full sm:w-64"
                  label={name}
                  error={!isCount(cap) && errors("notValid")}
                  value={cap}
                  onChange={(next) => {
                    onChange({ ...caps, people: { ...caps.people, [id]: next ?? Number.NaN } });
                  }}
                />
                <IconButton
                  label={t("removeCap", { name })}
                  onClick={() => {
                    onChange({ ...caps, people: without(id) });
                  }}
                >
                  <X aria-hidden />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
