import { isIn, isInvited } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { forbidden } from "@/lib/core/errors";
import { canManageAssignment, canReadAssignment, knownCompanies } from "@/lib/assignment/policy";
import { assignmentRule, caps } from "@/lib/assignment/schema";
import { visibleUsers } from "@/lib/users/policy";
import { z } from "zod";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader } from "@/lib/core/db";
import type { Assignment, AssignmentVersionView, Option, PoolPerson } from "@/lib/assignment/schema";

type Stored = { number: number; rules: unknown; caps: unknown };
const SELECT = { number: true, rules: true, caps: true } as const;
const stored = z.array(assignmentRule);

/** Nothing is assigned by rules. */
const NONE: Assignment = { version: 0, rules: [], caps: { everybody: null, people: {} } };

function assignmentOf(row: Stored | null): Assignment {
  return row ? { version: row.number, rules: stored.parse(row.rules), caps: caps.parse(row.caps) } : NONE;
}

/** The rules as they count now; throws where they can't be read. */
export async function readAssignment(read: Pick<Reader, "assignmentVersion">): Promise<Assignment> {
  return assignmentOf(await read.assignmentVersion.findFirst({ orderBy: { number: "desc" }, select: SELECT }));
}

/** The rules that count now, for a screen; of caps the reader's people's. */
export async function currentAssignment(ctx: Ctx): Promise<Assignment> {
  if (!canReadAssignment(ctx.actor)) throw forbidden();
  const assignment = await readAssignment(reader(ctx));
  if (canManageAssignment(ctx.actor)) return assignment;
  const known = await reader(ctx).user.findMany({
    where: { AND: [visibleUsers(ctx.actor), { id: { in: Object.keys(assignment.caps.people) } }] },
    select: { id: true },
  });
  const people = Object.entries(assignment.caps.people).filter(([id]) => known.some((one) => one.id === id));
  return { ...assignment, caps: { ...assignment.caps, people: Object.fromEntries(people) } };
}

const SHOWN_VERSIONS = 50;

/** The versions there were, the newest first. */
export async function assignmentVersions(ctx: Ctx): Promise<AssignmentVersionView[]> {
  authorize(ctx, "settings.manage");
  const rows = await reader(ctx).assignmentVersion.findMany({
    orderBy: { number: "desc" },
    take: SHOWN_VERSIONS,
    select: { ...SELECT, savedAt: true, savedBy: true, restoredFrom: true },
  });
  return rows.map(({ savedAt, savedBy, restoredFrom, ...row }) => ({
    ...assignmentOf(row),
    savedAt,
    savedBy,
    restoredFrom,
  }));
}

/** Whom and what rules can name, in the reader's language. What they don't know otherwise has no name. */
export async function assignmentChoices(
  ctx: Ctx,
  { locale }: { locale: string },
): Promise<{ people: PoolPerson[]; companies: Option[]; leadTypes: Option[]; sources: Option[] }> {
  if (!canReadAssignment(ctx.actor)) throw forbidden();
  const db = reader(ctx);
  const manages = canManageAssignment(ctx.actor);
  const known = knownCompanies(ctx.actor);
  const [seen, people, companies, types, sources] = await Promise.all([
    manages ? null : db.user.findMany({ where: visibleUsers(ctx.actor), select: { id: true } }),
    db.user.findMany({
      where: { role: { permissions: { some: { permission: "lead.update" } } } },
      orderBy: [{ firstName: "asc" }, { lastName: "asc" }, { id: "asc" }],
      select: {
        id: true,
        firstName: true,
        lastName: true,
        deactivatedAt: true,
        outAt: true,
        passwordHash: true,
        directory: { select: { userId: true } },
        companies: { select: { companyId: true } },
        role: { select: { permissions: { where: { permission: "lead.read", scope: "any" } } } },
      },
    }),
    db.company.findMany({
      where: { active: true },
      orderBy: [{ position: "asc" }, { name: "asc" }],
      select: { id: true, name: true },
    }),
    db.leadType.findMany({
      where: { active: true },
      orderBy: { position: "asc" },
      select: { id: true, labelEn: true, labelEs: true },
    }),
    db.source.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true, companyId: true } }),
  ]);
  const option = (id: string, name: string, companyId: string | null) => {
    const isKnown = known === null || (companyId !== null && known.includes(companyId));
    return { value: id, label: isKnown ? name : "" };
  };
  const seenIds = seen && new Set(seen.map(({ id }) => id));
  return {
    people: people.map((one) => {
      if (seenIds?.has(one.id) === false)
        return { id: one.id, name: "", active: true, invited: false, companyIds: [], everywhere: false };
      return {
        id: one.id,
        name: `${one.firstName} ${one.lastName}`.trim(),
        active: isIn(one),
        invited: isInvited(one),
        companyIds: one.companies.map(({ companyId }) => companyId),
        everywhere: one.role.permissions.length > 0,
      };
    }),
    companies: companies.map(({ id, name }) => option(id, name, id)),
    leadTypes: types.map(({ id, labelEn, labelEs }) => ({ value: id, label: locale === "en" ? labelEn : labelEs })),
    sources: sources.map(({ id, name, companyId }) => option(id, name, companyId)),
  };
}
