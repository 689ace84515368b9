import type { Reach } from "@/lib/leads/contact/reach";
import type { ContactChannel, Priority } from "@/lib/leads/schema";
import type { LeadRights } from "@/lib/leads/page/policy";

/*
 * What the lead's page shows. Types only: nothing of this reaches a browser.
 */

export type StatusView = {
  id: string;
  key: string;
  label: string;
  tone: string;
  group: string;
  phase: string;
  outcome: string;
  active: boolean;
};

export type StatusGroupView = { key: string; label: string; statuses: StatusView[] };

export type LeadTypeView = { id: string; key: string; label: string; active: boolean };

/** The words a lead's ids stand for, in the reader's language. */
export type Vocabulary = { groups: StatusGroupView[]; types: LeadTypeView[] };

export type PersonRef = { id: string; name: string };

export type AssignmentView = {
  method: string;
  reason: string;
  /** Who gave it; null for a rule or the system. */
  by: PersonRef | null;
  at: string;
};

export type TouchpointView = {
  id: string;
  /** Name, firm, mail and phone they gave this time, as far as they gave them. */
  person: string[];
  files: { name: string; url: string }[];
  consent: boolean | null;
  /** Longer than a lead holds; whole in the delivery. */
  cut: boolean;
  at: string;
  sourceName: string;
  message: string;
  service: string;
  pageUrl: string;
  referrer: string;
  utm: { source: string; medium: string; campaign: string; term: string; content: string };
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

export type LeadView = {
  id: string;
  number: number;
  label: string;
  contactName: string;
  firm: string;
  email: string;
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
  extra: { name: string; value: string }[];
  leadTypeId: string;
  statusId: string;
  statusChangedAt: string;
  owner: (PersonRef & { active: boolean }) | null;
  assignment: AssignmentView | null;
  company: { id: string; name: string; tone: string };
  sourceName: string;
  channel: string;
  subChannel: string;
  rules: string[];
  history: boolean;
  touchCount: number;
  submittedAt: string;
  receivedAt: string;
  assignedAt: string | null;
  firstResponseAt: string | null;
  lastActivityAt: string;
  can: LeadRights;
};

export type LeadPage = {
  lead: LeadView;
  vocabulary: Vocabulary;
  touchpoints: TouchpointView[];
  related: RelatedLead[];
  openAttempts: OpenAttempt[];
};
