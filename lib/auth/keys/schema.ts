import { z } from "zod";
import { FIELD_RIGHTS, SENSITIVE_FIELDS } from "@/lib/core/permissions";
import type { FieldRights, Permission, Scope } from "@/lib/core/permissions";

/** What the API does, and a key can therefore be given. */
export const KEY_PERMISSIONS = [
  "lead.create",
  "lead.read",
  "intake.read",
  "user.read",
] as const satisfies readonly Permission[];
export type KeyPermission = (typeof KEY_PERMISSIONS)[number];

/** `lm_` and 32 random bytes. */
export const KEY_TEXT = /^lm_[\w-]{43}$/;
/** So much of a key is shown, to tell it from others. */
export const PREFIX_LENGTH = 9;

const day = z.union([z.literal(""), z.iso.date("notValid")]);

export const createKeyInput = z
  .object({
    name: z.string().trim().min(1, "required").max(120, "tooLong"),
    permissions: z.array(z.enum(KEY_PERMISSIONS)).min(1, "required"),
    everyCompany: z.boolean().default(false),
    companyIds: z.array(z.uuid()).default([]),
    /** The fields of leads that it is kept from; without a word it reads what its maker reads. */
    fields: z.partialRecord(z.enum(SENSITIVE_FIELDS), z.enum(FIELD_RIGHTS)).default({}),
    sourceId: z.union([z.uuid(), z.literal("").transform(() => null), z.null()]).default(null),
    /** The last day it works, in the organisation's zone; empty: until it is revoked. */
    lastDay: day.default(""),
  })
  .superRefine(({ everyCompany, companyIds }, context) => {
    if (!everyCompany && companyIds.length === 0)
      context.addIssue({ code: "custom", path: ["companyIds"], message: "required" });
  });
export type CreateKeyInput = z.output<typeof createKeyInput>;

export const keyInput = z.object({ keyId: z.uuid() });
export type KeyInput = z.output<typeof keyInput>;

/** Why a key opens nothing any more. */
export type KeyEnd = "revoked" | "expired" | "makerGone" | "makerOwes";

export type KeyView = {
  id: string;
  name: string;
  prefix: string;
  permissions: { permission: KeyPermission; scope: Scope }[];
  fields: FieldRights;
  /** Empty where it reaches every company. */
  companies: { id: string; name: string; tone: string }[];
  source: { id: string; name: string } | null;
  madeBy: string | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  end: KeyEnd | null;
};

/** The only time the secret is told. */
export type NewKey = { id: string; key: string; prefix: string };
