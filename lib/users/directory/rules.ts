import { sameName } from "@/lib/users/directory/naming/schema";

type Named = { group: string };

/** The first rule whose group somebody is in; none: they aren't let in. */
export function ruleFor<Rule extends Named>(rules: readonly Rule[], groups: readonly string[]): Rule | undefined {
  const theirs = new Set(groups.map(sameName));
  return rules.find(({ group }) => {
    const name = sameName(group);
    return name !== undefined && theirs.has(name);
  });
}

type Whole = Named & { roleId: string; companyIds: readonly string[] };

/** What tells that the rules are still those somebody read. */
export function versionOf(rules: readonly Whole[]): string {
  return JSON.stringify(rules.map(({ group, roleId, companyIds }) => [group, roleId, [...companyIds].sort()]));
}
