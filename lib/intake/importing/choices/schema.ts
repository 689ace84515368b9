/** Whether whoever works leads does so in each of these companies. */
export const reaches = (
  owner: { companyIds: readonly string[]; everywhere: boolean },
  companyIds: readonly string[],
): boolean => owner.everywhere || companyIds.every((id) => owner.companyIds.includes(id));
