import { z } from "zod";

const label = z.string().trim().min(1, "required").max(120, "tooLong");
const alias = z.string().trim().min(1, "required").max(300, "tooLong");
const fields = { labelEn: label, labelEs: label, aliases: z.array(alias).max(100, "tooBig") };

export const addServiceInput = z.object({ ...fields, aliases: fields.aliases.default([]) });
export type AddServiceInput = z.output<typeof addServiceInput>;
export const updateServiceInput = z.object({
  serviceId: z.uuid(),
  set: z.object(fields).partial(),
  seen: z.record(z.string(), z.unknown()),
});
export type UpdateServiceInput = z.output<typeof updateServiceInput>;
export const orderServicesInput = z.object({
  ids: z.array(z.uuid()).min(1).max(300),
  seen: z.array(z.uuid()).max(300),
});
export type OrderServicesInput = z.output<typeof orderServicesInput>;
export const retireServiceInput = z.object({ serviceId: z.uuid(), successorId: z.uuid("required") });
export type RetireServiceInput = z.output<typeof retireServiceInput>;
export const serviceInput = z.object({ serviceId: z.uuid() });
export type ServiceInput = z.output<typeof serviceInput>;

/** A service as its settings have it. */
export type ServiceTerm = {
  id: string;
  key: string;
  labelEn: string;
  labelEs: string;
  aliases: string[];
  active: boolean;
  leads: number;
};

/** What leads ask for in words that are no service's, and how many do. */
export type OtherService = { text: string; leads: number };

/** `name` is how leads have it; `label` how one reader calls it. */
export type ServiceChoice = { name: string; label: string };
