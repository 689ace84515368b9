import { z } from "zod";
import type { FieldRight, SensitiveField } from "@/lib/core/permissions";
import type { Reach } from "@/lib/leads/contact/reach";
import type { LeadField } from "@/lib/leads/custom-fields/values/schema";
import type { LeadDuplicate } from "@/lib/leads/duplicates/pairs/schema";
import type { FileView } from "@/lib/leads/files/schema";
import type { MergedLead } from "@/lib/leads/merging/schema";
import type { ServiceChoice } from "@/lib/leads/service-words/schema";
import type { TagChoice } from "@/lib/leads/tags/schema";
import type { ContactChannel, Priority, SpokenRule } from "@/lib/leads/schema";
import type { Asked, StatusPart } from "@/lib/leads/status/schema";
import type { TaskView } from "@/lib/leads/tasks/schema";
import type { FilledTemplate } from "@/lib/leads/templates/schema";
import type { LeadRights } from "@/lib/leads/page/policy";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";

/** Of what a form sent beyond the known fields: so many stand on the page, and so many come at a time when asked for. */
export const FIRST_EXTRAS = 50;
export const MORE_EXTRAS = 5000;
/** A longer value is cut until it is asked for. */
export const LONGEST_EXTRA = 2000;

export const extrasInput = z.object({ leadId: z.uuid(), from: z.int().min(0).default(0) });

export const lastChangeInput = z.object({ leadId: z.uuid(), field: z.string().max(60) });

export type Extra = { name: string; value: string };
export type Extras = { values: Extra[]; total: number };

export type StatusView = {
  id: string;
  key: string;
  label: string;
  tone: string;
  group: string;
  phase: string;
  outcome: string;
  active: boolean;
  part: StatusPart | null;
  asks: Asked;
  /** Keys of the statuses that can't be gone to from here. */
  barred: string[];
};

export type StatusGroupView = { key: string; label: string; statuses: StatusView[] };

export type LeadTypeView = { id: string; key: string; label: string; active: boolean };

export type LostReasonView = { id: string; key: string; label: string; active: boolean };

/** The words a lead's ids stand for, in the reader's language. */
export type Vocabulary = { groups: StatusGroupView[]; types: LeadTypeView[]; reasons: LostReasonView[] };

export type PersonRef = { id: string; name: string };

export type CompanyRef = { id: string; name: string };

export type AssignmentView = {
  method: string;
  reason: string;
  /** Who gave it; null for a rule or the system. */
  by: PersonRef | null;
  at: string;
};

export type RelatedLead = {
  id: string;
  number: number;
  label: string;
  contactName: string;
  firm: string;
  statusId: string;
  ownerName: string;
  receivedAt: string;
  /** What it has in common with this one. */
  shares: "link" | "email" | "phone" | "firm";
};

/** One's own attempt that waits for its outcome. */
export type OpenAttempt = { id: string; channel: ContactChannel; at: string; note: string };

/** When its clocks are due, by the target that counts for it, and the working minutes they took. */
export type LeadDues = {
  assignDueAt: string | null;
  respondDueAt: string | null;
  rotsAt: string | null;
  /** Since when it is unanswered that they wrote again. */
  wroteAgainAt: string | null;
  assignMinutes: number | null;
  respondMinutes: number | null;
};

export type LeadView = {
  id: string;
  number: number;
  label: string;
  contactName: string;
  firm: string;
  email: string;
  /** What was probably meant, where the mail's domain is a slip and nobody said that it is right. */
  emailSuggestion: string | null;
  phone: string;
  phoneE164: string | null;
  /** The number as people here read it. */
  phoneText: string;
  reach: Reach;
  message: string;
  service: string;
  managementMessage: string;
  managementMessageBy: { name: string; at: string } | null;
  priority: Priority;
  tags: string[];
  extra: Extra[];
  /** How many there are, shown or not, and whether one of those shown is cut. */
  extraCount: number;
  extraCut: boolean;
  leadTypeId: string;
  statusId: string;
  statusChangedAt: string;
  lostReasonId: string | null;
  /** A day as `2026-12-31`. */
  holdUntil: string | null;
  amountCents: number | null;
  currency: string;
  owner: (PersonRef & { active: boolean }) | null;
  assignment: AssignmentView | null;
  company: { id: string; name: string; tone: string };
  sourceName: string;
  channel: string;
  subChannel: string;
  /** What was said at the first look. Leads from before versions were kept name their rules alone. */
  rules: SpokenRule[];
  score: number;
  history: boolean;
  touchCount: number;
  submittedAt: string;
  receivedAt: string;
  assignedAt: string | null;
  firstResponseAt: string | null;
  lastActivityAt: string;
  dues: LeadDues;
  can: LeadRights;
  /** Which of these the reader sees and may write; what is hidden says nothing here. */
  sensitive: Record<SensitiveField, FieldRight>;
};

export type LeadPage = {
  lead: LeadView;
  vocabulary: Vocabulary;
  touchpoints: TouchpointView[];
  /** Where the reader may put the lead; empty for whoever may not move it. */
  companies: CompanyRef[];
  /** The fields that the organisation gave leads of its type, with what it says in them. */
  fields: LeadField[];
  /** Tags and services that are offered. */
  tags: TagChoice[];
  services: ServiceChoice[];
  related: RelatedLead[];
  openAttempts: OpenAttempt[];
  /** Leads that may be this one; empty for whoever may not merge it. */
  duplicates: LeadDuplicate[];
  merged: MergedLead[];
  files: FileView[];
  /** The open ones first. */
  tasks: TaskView[];
  templates: FilledTemplate[];
};
