/*
 * What a custom field is, for the server and the browser alike: without zod, as the list's address is.
 */

export const FIELD_KINDS = [
  "text",
  "long",
  "number",
  "money",
  "date",
  "boolean",
  "choice",
  "choices",
  "email",
  "phone",
  "url",
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** How conditions, columns, orders, files and rules name a field: by its key, which never changes. */
export type FieldName = `field.${string}`;
const PREFIX = "field.";
const NAME = /^field\.[a-z0-9]+(?:-[a-z0-9]+)*$/;

export function fieldName(key: string): FieldName {
  return `${PREFIX}${key}`;
}

export function isFieldName(text: string): text is FieldName {
  return NAME.test(text) && text.length <= 100;
}

export function keyOfName(name: FieldName): string {
  return name.slice(PREFIX.length);
}

export type OptionDefinition = { key: string; labelEn: string; labelEs: string; active: boolean };

/** A field as it was made, in both languages. */
export type FieldDefinition = {
  id: string;
  key: string;
  kind: FieldKind;
  labelEn: string;
  labelEs: string;
  helpEn: string;
  helpEs: string;
  /** The lead types that have it, those of a retired one being its successor's; none: all. */
  typeIds: string[];
  takes: string[];
  active: boolean;
  options: OptionDefinition[];
};

export type OptionView = { key: string; label: string; active: boolean };

/** A field as one reader sees it. */
export type FieldView = {
  key: string;
  name: FieldName;
  kind: FieldKind;
  label: string;
  help: string;
  typeIds: string[];
  options: OptionView[];
};

export function fieldView(field: FieldDefinition, locale: string): FieldView {
  const label = (one: { labelEn: string; labelEs: string }) => (locale === "en" ? one.labelEn : one.labelEs);
  return {
    key: field.key,
    name: fieldName(field.key),
    kind: field.kind,
    label: label(field),
    help: locale === "en" ? field.helpEn : field.helpEs,
    typeIds: field.typeIds,
    options: field.options.map((option) => ({ key: option.key, label: label(option), active: option.active })),
  };
}

/** Whether leads of this type have the field. */
export function isOfType({ typeIds }: Pick<FieldView, "typeIds">, leadTypeId: string): boolean {
  return typeIds.length === 0 || typeIds.includes(leadTypeId);
}

const CHOSEN: readonly FieldKind[] = ["choice", "choices"];

export function hasOptions(kind: FieldKind): boolean {
  return CHOSEN.includes(kind);
}

/** Long texts and several choices have no order that means anything. */
export function isSortable(kind: FieldKind): boolean {
  return kind !== "long" && kind !== "choices";
}

/** What a kind can become without any value being lost. */
const SAFE: Partial<Record<FieldKind, readonly FieldKind[]>> = {
  text: ["long"],
  long: ["text"],
  email: ["text", "long"],
  phone: ["text", "long"],
  url: ["text", "long"],
  choice: ["choices"],
};

export function becomesSafely(from: FieldKind, to: FieldKind): boolean {
  return from === to || (SAFE[from]?.includes(to) ?? false);
}
