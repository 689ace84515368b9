import { valuesOf } from "@/lib/auth/directory/queries";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { versionOf } from "@/lib/users/directory/rules";
import { isDirectoryProblem } from "@/lib/users/directory/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader } from "@/lib/core/db";
import type { Directory } from "@/lib/core/prisma/client";
import type { DirectoryLight, DirectoryRoom, DirectoryRuleView } from "@/lib/users/directory/schema";

/** The settings as their page shows them, the password only as "there is one"; how it fares; the rules. */
export async function directoryRoom(ctx: Ctx): Promise<DirectoryRoom> {
  authorize(ctx, "settings.manage");
  const db = reader(ctx);
  const [row, rules, linked, out] = await Promise.all([
    db.directory.findUnique({ where: { id: 1 } }),
    directoryRules(db),
    db.directoryPerson.count({ where: { user: { deactivatedAt: null } } }),
    db.directoryPerson.count({ where: { outReason: { not: "" }, user: { deactivatedAt: null } } }),
  ]);
  const problem = row?.problem ?? "";
  return {
    values: valuesOf(row),
    hasPassword: row !== null && row.passwordSealed !== "",
    on: row?.on ?? false,
    light: lightOf(row),
    problem: isDirectoryProblem(problem) ? problem : "",
    detail: row?.detail ?? "",
    triedAt: row?.triedAt?.toISOString() ?? null,
    answeredAt: row?.answeredAt?.toISOString() ?? null,
    checkedAt: row?.checkedAt?.toISOString() ?? null,
    rules,
    version: versionOf(rules),
    people: { linked, out },
    heldOut: row?.heldOut ?? 0,
  };
}

/** What each group makes of its people, in order. */
export async function directoryRules(read: Pick<Reader, "directoryRule">): Promise<DirectoryRuleView[]> {
  const rows = await read.directoryRule.findMany({
    orderBy: { position: "asc" },
    select: { group: true, roleId: true, companies: { select: { companyId: true } } },
  });
  return rows.map(({ companies, ...rule }) => ({
    ...rule,
    companyIds: companies.map(({ companyId }) => companyId),
  }));
}

/** Whether people are let in by the directory, for pages that offer to link somebody. */
export async function isDirectoryOn(ctx: Pick<Ctx, "tx">): Promise<boolean> {
  const row = await reader(ctx).directory.findUnique({ where: { id: 1 }, select: { on: true } });
  return row?.on ?? false;
}

function lightOf(row: Directory | null): DirectoryLight {
  if (!row || row.host === "") return "unset";
  if (!row.on) return "off";
  if (!row.triedAt) return "untried";
  return row.problem === "" ? "fine" : "failing";
}
