import { valuesOf } from "@/lib/auth/directory/queries";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { isDirectoryProblem } from "@/lib/users/directory/schema";
import { groupRules, lightOf, peopleOf } from "@/lib/users/identities/queries";
import { versionOf } from "@/lib/users/identities/rules";
import type { Ctx } from "@/lib/core/ctx";
import type { DirectoryRoom } from "@/lib/users/directory/schema";

/** The settings as their page shows them, the password only as "there is one"; how it fares; the rules. */
export async function directoryRoom(ctx: Ctx): Promise<DirectoryRoom> {
  authorize(ctx, "settings.manage");
  const db = reader(ctx);
  const [row, rules, people] = await Promise.all([
    db.directory.findUnique({ where: { id: 1 } }),
    groupRules(db, "directory"),
    peopleOf(db, "directory"),
  ]);
  const problem = row?.problem ?? "";
  return {
    values: valuesOf(row),
    hasPassword: row !== null && row.passwordSealed !== "",
    on: row?.on ?? false,
    light: lightOf(row, { isSet: row !== null && row.host !== "" }),
    problem: isDirectoryProblem(problem) ? problem : "",
    detail: row?.detail ?? "",
    triedAt: row?.triedAt?.toISOString() ?? null,
    answeredAt: row?.answeredAt?.toISOString() ?? null,
    checkedAt: row?.checkedAt?.toISOString() ?? null,
    rules,
    version: versionOf(rules),
    people,
    heldOut: row?.heldOut ?? 0,
  };
}
