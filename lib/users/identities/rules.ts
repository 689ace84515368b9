import { sameName, shortName } from "@/lib/users/directory/naming/schema";
import type { Via } from "@/lib/auth/identities/schema";

type Named = { group: string };

/** What a group is compared by; nothing where it can be none. The provider's are what it calls them, to the letter. */
export const sameGroup: Record<Via, (group: string) => string | undefined> = {
  directory: sameName,
  provider: (group) => group.trim() || undefined,
};

/** What a group is called by those who know it. */
export const groupName = (via: Via, group: string): string => (via === "directory" ? shortName(group) : group);

/** The first rule whose group somebody is in; none: they aren't let in. */
export function ruleFor<Rule extends Named>(
  via: Via,
  rules: readonly Rule[],
  groups: readonly string[],
): Rule | undefined {
  const same = sameGroup[via];
  const theirs = new Set(groups.map(same));
  return rules.find(({ group }) => {
    const name = same(group);
    return name !== undefined && theirs.has(name);
  });
}

type Whole = Named & { roleId: string; companyIds: readonly string[] };

/** What tells that the rules are still those somebody read. */
export function versionOf(rules: readonly Whole[]): string {
  return JSON.stringify(rules.map(({ group, roleId, companyIds }) => [group, roleId, [...companyIds].sort()]));
}
