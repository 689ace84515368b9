import { newId } from "@/lib/core/id";
import type { RowRecord } from "@/lib/intake/importing/row";
import type { ImportSettings } from "@/lib/intake/importing/schema";
import type { NewBulkLead } from "@/lib/leads/bulk/schema";

export type LeadDefaults = {
  settings: Pick<ImportSettings, "companyId" | "leadTypeId" | "statusId" | "ownerId" | "channel" | "subChannel">;
  sourceId: string;
  currency: string;
  /** For rows that don't say when it was. */
  at: Date;
};

/** The lead a row makes: what the row says, else what the import says of all. Its number comes with its writing. */
export function newLead(
  record: RowRecord,
  { settings, sourceId, currency, at: uploadedAt }: LeadDefaults,
): NewBulkLead {
  const at = record.at ?? uploadedAt;
  const ownerId = record.ownerId ?? settings.ownerId;
  const { contactName, firm, email, phone, service, message, utm, pageUrl, extra, own, beyond } = record;
  return {
    id: newId(),
    number: 0,
    companyId: settings.companyId ?? "",
    leadTypeId: settings.leadTypeId,
    statusId: record.statusId ?? settings.statusId,
    ownerId,
    sourceId,
    channel: record.channel || settings.channel,
    subChannel: record.subChannel || settings.subChannel,
    currency,
    contactName,
    firm,
    email,
    phone,
    service,
    message,
    ...record.keys,
    otherKeys: [...new Set(record.otherPhones)].filter((key) => key !== record.keys.phoneKey),
    extra,
    own,
    amountCents: beyond.amountCents === null ? null : BigInt(beyond.amountCents),
    priority: beyond.priority ?? "normal",
    tags: beyond.tags,
    utm,
    pageUrl,
    at,
    receivedAt: at,
    statusChangedAt: at,
    lastActivityAt: at,
    assignedAt: ownerId ? at : null,
  };
}
