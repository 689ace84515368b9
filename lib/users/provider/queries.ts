import { isWhole, providerValuesOf } from "@/lib/auth/provider/queries";
import { isProviderProblem } from "@/lib/auth/provider/schema";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { groupRules, lightOf, peopleOf } from "@/lib/users/identities/queries";
import { versionOf } from "@/lib/users/identities/rules";
import type { Ctx } from "@/lib/core/ctx";
import type { ProviderRoom } from "@/lib/users/provider/schema";

/** The settings as their page shows them, the secret only as "there is one"; how it fares; the rules. */
export async function providerRoom(ctx: Ctx): Promise<ProviderRoom> {
  authorize(ctx, "settings.manage");
  const db = reader(ctx);
  const [row, rules, people] = await Promise.all([
    db.identityProvider.findUnique({ where: { id: 1 } }),
    groupRules(db, "provider"),
    peopleOf(db, "provider"),
  ]);
  const problem = row?.problem ?? "";
  return {
    values: providerValuesOf(row),
    hasSecret: row !== null && row.secretSealed !== "",
    on: row?.on ?? false,
    light: lightOf(row, { isSet: row !== null && isWhole(row) }),
    problem: isProviderProblem(problem) ? problem : "",
    detail: row?.detail ?? "",
    answeredAt: row?.answeredAt?.toISOString() ?? null,
    rules,
    version: versionOf(rules),
    people,
  };
}
