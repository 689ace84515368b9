import { z } from "zod";
import { listingInput, momentOf } from "@/lib/core/listing";

const moment = z.iso.datetime();

/** Somebody as programs read them. */
export const apiUser = z.object({
  id: z.uuid(),
  userName: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: z.string().describe("As it was typed."),
  phoneE164: z.string().nullable(),
  whatsapp: z.string().describe("E.164, or empty."),
  jobTitle: z.string(),
  role: z.object({ id: z.uuid(), key: z.string() }),
  companies: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
  locale: z.string(),
  timeZone: z.string(),
  active: z.boolean(),
  lastSignInAt: moment.nullable(),
  createdAt: moment,
  updatedAt: moment,
});
export type ApiUser = z.output<typeof apiUser>;

export const apiUserPage = z.object({
  users: z.array(apiUser),
  next: z.string().nullable().describe("The `cursor` of the next page; null after the last one."),
});
export type ApiUserPage = z.output<typeof apiUserPage>;

export const listUsersInput = listingInput({
  active: z.enum(["yes", "no"], "notValid").optional().describe("`yes` or `no`."),
  company: z.uuid("notValid").optional().describe("Id of a company."),
  updatedSince: momentOf("A moment; ISO 8601 with offset."),
});
export type ListUsersInput = z.output<typeof listUsersInput>;
