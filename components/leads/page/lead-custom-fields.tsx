"use client";

import { useTranslations } from "next-intl";
import { inputOf, saidOf } from "@/components/leads/custom-fields/value-input";
import { FactField } from "@/components/leads/page/fact-field";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LongText } from "@/components/leads/page/long-text";
import { useFieldEdit } from "@/components/leads/page/use-field-edit";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { setValueAction } from "@/lib/leads/custom-fields/actions";
import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { writtenText } from "@/lib/leads/custom-fields/wording/schema";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { LeadField } from "@/lib/leads/custom-fields/values/schema";

/** The fields that the organisation gave leads of this type. */
export function LeadCustomFields({ fields }: { fields: LeadField[] }) {
  const t = useTranslations("lead.facts");
  if (fields.length === 0) return null;
  return (
    <Card>
      <CardHeader level={2} title={t("custom")} />
      <CardBody>
        <dl className="flex flex-col">
          {fields.map((field) => (
            <CustomField key={field.key} field={field} />
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}

/** Not typed in words of one's own. */
const CHOSEN: readonly FieldKind[] = ["boolean", "choice", "choices", "date"];

function CustomField({ field }: { field: LeadField }) {
  const t = useTranslations("lead.facts");
  const { lead, to } = useDesk();
  const decimal = to.locale === "en" ? "." : ",";
  const value = written(field.value);
  const yesNo = { yes: t("yes"), no: t("no") };
  const say = (text: string) => writtenText(field, text, to, yesNo);
  const edit = useFieldEdit(fieldName(field.key), value, {
    write: (said, seen) =>
      setValueAction({ leadId: lead.id, key: field.key, said: saidOf(field.kind, said), seen, decimal }),
    typed: (text) => typedOf(field.kind, text, { decimal, currency: lead.currency }),
    ...(CHOSEN.includes(field.kind) && { told: say }),
  });
  return (
    <FactField
      name={fieldName(field.key)}
      label={field.label}
      edit={edit}
      {...inputOf(field, yesNo, [field.value].flat())}
      say={say}
      {...(field.help !== "" && { hint: field.help })}
    >
      {value === "" ? null : <Said field={field} text={say(value)} />}
    </FactField>
  );
}

/** A value to be typed over: a number with the sign of one's language, money without the lead's own currency. */
function typedOf(kind: FieldKind, text: string, { decimal, currency }: { decimal: string; currency: string }): string {
  if (kind === "number") return text.replace(".", decimal);
  if (kind !== "money" || text === "") return text;
  const [amount = "", code = ""] = text.split(" ");
  const plain = amount.replace(/\.00$/, "").replace(".", decimal);
  return code === currency ? plain : `${code} ${plain}`;
}

function Said({ field: { kind, value }, text }: { field: LeadField; text: string }) {
  const t = useTranslations("lead.facts");
  if (kind === "url" && typeof value === "string")
    return (
      <a
        href={value}
        target="_blank"
        rel="noreferrer noopener"
        aria-label={t("open", { link: text })}
        className="text-accent-text underline underline-offset-2"
      >
        {text}
      </a>
    );
  if (kind === "email" || kind === "phone")
    return (
      <a
        href={kind === "email" ? `mailto:${text}` : `tel:${text.replaceAll(/[^\d+]/g, "")}`}
        className="underline underline-offset-2"
      >
        {text}
      </a>
    );
  return kind === "text" || kind === "long" ? <LongText text={text} lines={kind === "text" ? 4 : 10} /> : text;
}
