import { z } from "zod";
import { isTimeZone } from "@/lib/core/time-zone";
import { locales } from "@/lib/i18n/locale";

export type OrganisationView = {
  /** False until the first run is done. */
  isSetUp: boolean;
  name: string;
  timeZone: string;
  defaultCountry: string;
  locale: string;
  currency: string;
};

export type CompanyView = { id: string; key: string; name: string; tone: string; active: boolean };

export const DEFAULT_ORGANISATION: OrganisationView = {
  isSetUp: false,
  name: "",
  timeZone: "America/Argentina/Buenos_Aires",
  defaultCountry: "AR",
  locale: "es",
  currency: "ARS",
};

export const nameInput = z.string().trim().min(1, "required").max(120, "tooLong");
export const localeInput = z.enum(locales, "notValid");
export const timeZoneInput = z.string().refine(isTimeZone, "notValid");
export const countryInput = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, "notValid");

export const organisationInput = z.object({
  name: nameInput,
  timeZone: timeZoneInput,
  defaultCountry: countryInput,
  locale: localeInput,
});
export type OrganisationInput = z.output<typeof organisationInput>;

export const updateOrganisationInput = z.object({
  set: organisationInput.partial(),
  seen: z.record(z.string(), z.unknown()),
});
export type UpdateOrganisationInput = z.output<typeof updateOrganisationInput>;

export const addCompanyInput = z.object({ name: nameInput });

export const updateCompanyInput = z.object({
  companyId: z.uuid(),
  set: z.object({ name: nameInput, active: z.boolean() }).partial(),
  seen: z.record(z.string(), z.unknown()),
});
export type UpdateCompanyInput = z.output<typeof updateCompanyInput>;
