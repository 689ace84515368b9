/** Whose screens an event about this lead concerns: its company and its owner, and whoever they were before. */
export function audienceOf(
  lead: { companyId: string; ownerId: string | null },
  before?: { companyId?: string; ownerId?: string | null },
) {
  const companyIds = [lead.companyId, before?.companyId].filter((id) => id !== undefined);
  const ownerIds = [lead.ownerId, before?.ownerId].filter((id) => typeof id === "string");
  return { companyIds, ownerIds };
}
