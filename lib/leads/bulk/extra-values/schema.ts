/** One of a lead's extra values, by its label; in changes beside its fields. */
export type ExtraName = `extra.${string}`;
/** What a lead says beyond its fields, by those names. */
export type ExtraValues = Partial<Record<ExtraName, string>>;

const PREFIX = "extra.";

export const extraName = (label: string): ExtraName => `${PREFIX}${label}`;
export const isExtraName = (name: string): name is ExtraName => name.startsWith(PREFIX);
export const labelOfExtra = (name: ExtraName): string => name.slice(PREFIX.length);

/** The extra values among what is to be changed. */
export function extraIn(set: Readonly<Record<string, unknown>>): [ExtraName, string][] {
  return Object.entries(set).flatMap(([name, to]): [ExtraName, string][] =>
    isExtraName(name) && typeof to === "string" ? [[name, to]] : [],
  );
}

/** What it says there; empty where it says nothing. A form may have sent more than words. */
export function extraSaid(extra: unknown, name: ExtraName): string {
  const said = ((extra ?? {}) as Record<string, unknown>)[labelOfExtra(name)];
  if (said === undefined || said === null) return "";
  return typeof said === "string" ? said : JSON.stringify(said);
}

/** With that said there, and where it is nothing without its label. */
export function withExtra(extra: unknown, name: ExtraName, to: string): Record<string, unknown> {
  const { [labelOfExtra(name)]: _, ...others } = (extra ?? {}) as Record<string, unknown>;
  return to === "" ? others : { ...others, [labelOfExtra(name)]: to };
}
