import { NextIntlClientProvider } from "next-intl";
import { LeadDesk } from "@/components/leads/page/lead-desk";
import messages from "@/lib/i18n/messages/en.json";
import type { LeadView, StatusView, Vocabulary } from "@/lib/leads/page/schema";

const PART: Record<string, StatusView["part"]> = { pending: "start", assigned: "assigned", contacted: "contacted" };

const status = (key: string, label: string): StatusView => ({
  id: `id-${key}`,
  key,
  label,
  tone: "blue",
  group: "initial",
  phase: "cold",
  outcome: "open",
  active: true,
  part: PART[key] ?? null,
  asks: key === "lost" ? { reason: "required" } : {},
  barred: [],
});
export const deskVocabulary: Vocabulary = {
  groups: [
    {
      key: "initial",
      label: "Initial",
      statuses: [
        status("pending", "Pending"),
        status("assigned", "Assigned"),
        status("contacted", "Contacted"),
        status("lost", "Lost"),
      ],
    },
  ],
  types: [],
  reasons: [
    { id: "00000000-0000-7000-8000-000000000001", key: "price", label: "Price", active: true },
    { id: "00000000-0000-7000-8000-000000000002", key: "old", label: "Retired reason", active: false },
  ],
};
export const deskLead: LeadView = {
  id: "lead",
  number: 10_001,
  label: "L-10001",
  contactName: "Ana",
  firm: "",
  email: "ana@old.test",
  phone: "",
  emailSuggestion: null,
  phoneE164: null,
  phoneText: "",
  reach: { call: null, whatsapp: null, mail: null },
  message: "",
  service: "",
  managementMessage: "",
  managementMessageBy: null,
  priority: "normal",
  score: 0,
  tags: [],
  extra: [],
  extraCount: 0,
  extraCut: false,
  leadTypeId: "",
  statusId: "id-assigned",
  lostReasonId: null,
  holdUntil: null,
  amountCents: null,
  currency: "ARS",
  statusChangedAt: "2026-11-23T10:00:00.000Z",
  owner: null,
  assignment: null,
  company: { id: "company", name: "INTRALOG", tone: "blue" },
  sourceName: "",
  channel: "",
  subChannel: "",
  rules: [],
  history: false,
  touchCount: 1,
  submittedAt: "2026-11-23T10:00:00.000Z",
  receivedAt: "2026-11-23T10:00:00.000Z",
  assignedAt: null,
  firstResponseAt: null,
  lastActivityAt: "2026-11-23T10:00:00.000Z",
  dues: {
    assignDueAt: null,
    respondDueAt: null,
    rotsAt: null,
    wroteAgainAt: null,
    assignMinutes: null,
    respondMinutes: null,
  },
  sensitive: { phone: "write", email: "write", amount: "write", message: "write" },
  can: { update: true, status: true, contact: true, assign: true, merge: true },
};

/** A part of the lead page where it stands: on a desk, in English. */
export function deskOf(children: React.ReactNode, shown: LeadView = deskLead, meId = "me") {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <LeadDesk meId={meId} lead={shown} vocabulary={deskVocabulary} now="2026-11-23T12:00:00.000Z">
        {children}
      </LeadDesk>
    </NextIntlClientProvider>
  );
}
