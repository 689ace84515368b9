import type { SensitiveField } from "@/lib/core/permissions";

/** Why somebody sees a lead, or doesn't. */
export type AccessReason =
  "owner" | "company" | "everywhere" | "notOwner" | "otherCompany" | "noPermission" | "out" | "owes";

export type LeadAccess = {
  label: string;
  /** The company the lead belongs to. */
  company: string;
  companyId: string;
  people: {
    id: string;
    name: string;
    role: { nameEn: string; nameEs: string };
    sees: boolean;
    edits: boolean;
    assigns: boolean;
    why: AccessReason;
    /** Where they read of it though they don't see it: what arrived for its company, or what became of every lead. */
    elsewhere: ("arrivals" | "audit")[];
    /** Fields that they see of no lead. */
    hidden: SensitiveField[];
    /** Fields that they see and can't change. */
    readOnly: SensitiveField[];
  }[];
};
