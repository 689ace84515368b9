import { extraSaid, isExtraName } from "@/lib/leads/bulk/extra-values/schema";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { derivedColumns } from "@/lib/leads/person";
import type { Prisma } from "@/lib/core/prisma/client";
import type { ExtraName, ExtraValues } from "@/lib/leads/bulk/extra-values/schema";
import type { OwnValues } from "@/lib/leads/bulk/own-values/schema";
import type { FieldName } from "@/lib/leads/custom-fields/field/schema";
import type { GivenHow } from "@/lib/leads/ownership/schema";
import type { PersonFields } from "@/lib/leads/person";

/** What bulk verbs read of a lead and may write. */
export type BulkLead = {
  id: string;
  number: number;
  companyId: string;
  statusId: string;
  ownerId: string | null;
  contactName: string;
  firm: string;
  email: string;
  phone: string;
  service: string;
  message: string;
  receivedAt: Date;
  statusChangedAt: Date;
  lastActivityAt: Date;
  /** What its status asked for; a new lead was asked nothing. */
  lostReasonId?: string | null;
  holdUntil?: Date | null;
  amountCents?: bigint | null;
  assignedAt: Date | null;
  /** The mails and phones the person is known by besides; searched with the rest. */
  otherKeys?: string[];
  tags?: string[];
  /** What it says beyond its fields, and in custom ones, where that was read. */
  extra?: unknown;
  priority?: string;
  own?: OwnValues;
  /** What its notes say, by their digests, where that was read. */
  notes?: string[];
} & PersonKeys;

/** When something last happened with a lead, and when it was first given to somebody. */
export type Moments = Pick<BulkLead, "lastActivityAt" | "assignedAt">;

export type PersonKeys = ReturnType<typeof derivedColumns>;

/** The folded and normalised columns of a person; computed once a row, and carried along. */
export function keysOf(fields: PersonFields, country: string): PersonKeys {
  return derivedColumns(fields, country);
}

export const BULK_TEXTS = ["contactName", "firm", "email", "phone", "service", "message"] as const;
export type BulkText = (typeof BULK_TEXTS)[number];
export type BulkField = BulkText | "status" | "owner" | "priority" | "tags" | FieldName | ExtraName;

const ID_COLUMNS = { status: "statusId", owner: "ownerId" } as const;

type ColumnField = Exclude<BulkField, FieldName | ExtraName>;

/** Where a lead holds a field. */
export function columnOf(field: BulkText | "status" | "owner"): BulkText | "statusId" | "ownerId";
export function columnOf(field: ColumnField): BulkText | "statusId" | "ownerId" | "priority" | "tags";
export function columnOf(field: ColumnField): BulkText | "statusId" | "ownerId" | "priority" | "tags" {
  return field === "status" || field === "owner" ? ID_COLUMNS[field] : field;
}

/** What a lead says in a field. */
export function valueIn(lead: BulkLead, field: BulkField) {
  if (isExtraName(field)) return extraSaid(lead.extra, field);
  return isFieldName(field) ? (lead.own?.[field] ?? "") : lead[columnOf(field)];
}

/** What was answered when a lead got its status; as in its event. */
export const BULK_ANSWERS = ["lostReason", "holdUntil", "amount"] as const;
type BulkAnswers = { lostReason?: string | null; holdUntil?: string | null; amount?: number | null };

/**
 * Values by field; `status` and `owner` are ids. A reason and a day are the status's and go with it; an amount stays, and
 * may be said without one.
 */
export type BulkSet = Partial<Record<BulkText, string>> & {
  status?: string;
  owner?: string | null;
  priority?: string;
  tags?: string[];
} & OwnValues &
  ExtraValues &
  BulkAnswers;

/** How leads get another owner: what their assignments and events say of it. */
export type GivenBy = GivenHow;

export type NewBulkLead = BulkLead & {
  leadTypeId: string;
  sourceId: string;
  channel: string;
  subChannel: string;
  currency: string;
  extra: Prisma.InputJsonObject;
  utm: { source: string; medium: string; campaign: string; term: string; content: string };
  pageUrl: string;
  /** Its own time: when it was submitted, wherever that was. */
  at: Date;
};

export type BulkTouch = {
  leadId: string;
  touchpointId: string;
  sourceId: string | null;
  at: Date;
  message: string;
  service: string;
  pageUrl: string;
  utm: NewBulkLead["utm"];
  values: Prisma.InputJsonObject;
};

/** Every key under which leads are looked for. */
export type BulkKeys = { emails: string[]; phones: string[]; firms: string[] };
