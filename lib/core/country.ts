import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { fold } from "@/lib/core/text";
import type { CountryCode } from "libphonenumber-js/max";

const ALSO: Record<string, CountryCode> = {
  ...{
    usa: "US",
    eeuu: "US",
    "ee uu": "US",
    eua: "US",
    "estados unidos de america": "US",
    "united states of america": "US",
  },
  ...{ uk: "GB", "great britain": "GB", england: "GB", inglaterra: "GB", escocia: "GB", holanda: "NL", holland: "NL" },
  ...{ arg: "AR", ury: "UY", bra: "BR", chl: "CL", pry: "PY", mex: "MX", col: "CO", per: "PE", esp: "ES", prt: "PT" },
};

const words = (text: string) => fold(text.replace(/[^\p{L}\p{M}\s]+/gu, " "));

let known: ReadonlyMap<string, CountryCode> | undefined;

function names(): ReadonlyMap<string, CountryCode> {
  if (known) return known;
  const spoken = ["es", "en", "pt"].map((language) => new Intl.DisplayNames([language], { type: "region" }));
  const read = new Map<string, CountryCode>(Object.entries(ALSO));
  for (const code of getCountries()) {
    read.set(fold(code), code);
    for (const names of spoken) read.set(words(names.of(code) ?? code), code);
  }
  return (known = read);
}

/** The country that somebody named in Spanish, English or Portuguese or by its code, "Uruguay (+598)" included; else null. */
export function countryOf(text: string): CountryCode | null {
  if (text.length > 80) return null;
  const [whole, ...parts] = [text, ...text.split(/[-–/,()]/)].map(words);
  return [whole ?? "", ...parts].flatMap((name) => names().get(name) ?? [])[0] ?? null;
}

/** `+598` */
export const callingCodeOf = (country: CountryCode): string => `+${getCountryCallingCode(country)}`;
