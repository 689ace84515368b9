import { z } from "zod";
import { happenedInput } from "@/lib/core/day";
import { visible } from "@/lib/core/text";

const text = (most: number) =>
  z
    .string()
    .default("")
    .transform((typed) => visible(typed.replaceAll("\0", "")).trim())
    .pipe(z.string().max(most, "tooLong"));

/** What a person types about somebody who called, or stood before them at a fair. */
export const enterLeadInput = z
  .object({
    companyId: z.uuid("required"),
    leadTypeId: z.uuid("required"),
    contactName: text(300),
    firm: text(300),
    email: z
      .union([
        z.literal(""),
        z
          .string()
          .trim()
          .pipe(z.email({ error: "notEmail" })),
      ])
      .default(""),
    phone: text(60),
    service: text(300),
    message: text(100_000),
    channel: text(120),
    subChannel: text(120),
    campaign: text(300),
    /** Custom fields by their keys, as typed or chosen. */
    fields: z
      .record(z.string().max(80), z.union([z.string().max(100_000, "tooLong"), z.array(z.string().max(80)).max(200)]))
      .default({}),
    /** The decimal sign of who types. */
    decimal: z.enum([",", "."]).default(","),
    /** Null: whoever the rules of assignment say, or nobody. */
    ownerId: z.uuid().nullable().default(null),
    happenedAt: happenedInput.default(""),
    /** The lead this is one more arrival of; null for a new one. */
    sameAs: z.uuid().nullable().default(null),
  })
  .superRefine(({ contactName, firm, email, phone }, context) => {
    if (contactName || firm || email || phone) return;
    context.addIssue({ code: "custom", path: ["person"], message: "someContact" });
  });
export type EnterLeadInput = z.output<typeof enterLeadInput>;
export type EnteredLead = { number: number; outcome: "created" | "touched" | "duplicate" };
