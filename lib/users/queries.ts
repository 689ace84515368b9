import { viaOf } from "@/lib/auth/identities/schema";
import { IN, INVITED, keptBy, STANDING } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { fold } from "@/lib/core/text";
import { groupName } from "@/lib/users/identities/rules";
import { OUT_REASONS } from "@/lib/users/identities/schema";
import { notManaged, visibleUsers } from "@/lib/users/policy";
import { RIGHTS_OF_ROLE, rightsOf } from "@/lib/users/roles/queries";
import { fullName, USERS_PER_PAGE } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma/client";
import type { RoleView, UserListInput, UserView } from "@/lib/users/schema";

const userSelect = {
  id: true,
  userName: true,
  firstName: true,
  lastName: true,
  email: true,
  phone: true,
  whatsapp: true,
  jobTitle: true,
  locale: true,
  timeZone: true,
  passwordHash: true,
  secondFactor: STANDING.secondFactor,
  passkeys: { select: { id: true }, take: 1 },
  directory: { select: { via: true, group: true, account: true, outReason: true } },
  tokens: { where: { purpose: "set-password", usedAt: null }, select: { expiresAt: true } },
  deactivatedAt: true,
  outAt: true,
  lastSignInAt: true,
  createdAt: true,
  role: {
    select: {
      id: true,
      key: true,
      nameEn: true,
      nameEs: true,
      needsSecondFactor: true,
      ...RIGHTS_OF_ROLE,
    },
  },
  companies: {
    select: { company: { select: { id: true, name: true, tone: true } } },
    orderBy: { company: { position: "asc" } },
  },
} as const satisfies Prisma.UserSelect;

type UserRow = Prisma.UserGetPayload<{ select: typeof userSelect }>;

/** A page of the users one may see, by name. */
export async function listUsers(ctx: Ctx, input: UserListInput): Promise<{ users: UserView[]; total: number }> {
  authorize(ctx, "user.read");
  const db = reader(ctx);
  const where: Prisma.UserWhereInput = {
    AND: [
      visibleUsers(ctx.actor),
      input.search ? { id: { in: await foundBy(ctx, input.search) } } : {},
      input.roleId ? { roleId: input.roleId } : {},
      input.companyId ? { companies: { some: { companyId: input.companyId } } } : {},
      stateFilter(input.state),
    ],
  };
  const [rows, total] = await Promise.all([
    db.user.findMany({
      where,
      select: userSelect,
      orderBy: [{ firstName: "asc" }, { lastName: "asc" }, { id: "asc" }],
      skip: (input.page - 1) * USERS_PER_PAGE,
      take: USERS_PER_PAGE,
    }),
    db.user.count({ where }),
  ]);
  return { users: rows.map((row) => viewOf(ctx, row)), total };
}

/** The user, or NOT_FOUND also for one the actor may not see. */
export async function getUser(ctx: Ctx, userId: string): Promise<UserView> {
  authorize(ctx, "user.read");
  return findView(ctx, userId);
}

/** Oneself, which needs no permission. */
export async function ownProfile(ctx: Ctx): Promise<UserView> {
  if (ctx.actor.type !== "user") throw notFound();
  return findView(ctx, ctx.actor.id);
}

async function findView(ctx: Ctx, userId: string): Promise<UserView> {
  const row = await reader(ctx).user.findFirst({
    where: { AND: [{ id: userId }, visibleUsers(ctx.actor)] },
    select: userSelect,
  });
  if (!row) throw notFound();
  return viewOf(ctx, row);
}

/** Every role there is, in order. `everyCompany`: its people need to belong to none. */
export async function roles(ctx: Pick<Ctx, "tx">): Promise<RoleView[]> {
  const rows = await reader(ctx).role.findMany({
    orderBy: { position: "asc" },
    select: {
      id: true,
      key: true,
      nameEn: true,
      nameEs: true,
      ...RIGHTS_OF_ROLE,
    },
  });
  return rows.map(({ permissions, fields, ...role }) => {
    const rights = rightsOf({ permissions, fields });
    return { ...role, ...rights, everyCompany: rights.grants["lead.read"] === "any" };
  });
}

/** Somebody changed the field first: who, and to what. */
export async function userConflict(tx: Tx, userId: string, field: string, to: string) {
  const [last] = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event" where "subjectType" = 'user' and "subjectId" = $1::uuid and changes ? $2 order by seq desc limit 1`,
    userId,
    field,
  );
  return conflict({ field, to, ...(last && { by: last.actorLabel }) });
}

/** By every word of the search, in any of the fields people know each other by. */
async function foundBy(ctx: Ctx, search: string): Promise<string[]> {
  const rows = await reader(ctx).$queryRawUnsafe<{ id: string }[]>(
    `select id::text from "User"
      where (select bool_and(position(word in fold(concat_ws(' ', "firstName", "lastName", email, "userName", "jobTitle", phone, whatsapp))) > 0)
               from unnest($1::text[]) as word)`,
    fold(search).split(" "),
  );
  return rows.map((row) => row.id);
}

function stateFilter(state: UserListInput["state"]): Prisma.UserWhereInput {
  if (state === "all") return {};
  if (state === "invited") return { ...IN, ...INVITED };
  if (state === "out") return { deactivatedAt: null, outAt: { not: null } };
  return { deactivatedAt: state === "active" ? null : { not: null } };
}

function viewOf(ctx: Ctx, row: UserRow): UserView {
  const {
    passwordHash,
    secondFactor,
    passkeys,
    directory,
    tokens,
    deactivatedAt,
    outAt,
    lastSignInAt,
    createdAt,
    companies,
    role,
    ...rest
  } = row;
  const { permissions, fields, needsSecondFactor: _, ...named } = role;
  const memberOf = companies.map(({ company }) => company);
  const kept = notManaged(ctx.actor, {
    role: { key: role.key, ...rightsOf({ permissions, fields }) },
    companyIds: memberOf.map((company) => company.id),
  });
  return {
    ...rest,
    role: named,
    name: fullName(row),
    companies: memberOf,
    active: deactivatedAt === null,
    out: outAt !== null,
    kept: keptBy(row),
    hasPassword: passwordHash !== null,
    invitedUntil: passwordHash === null ? (tokens[0]?.expiresAt.toISOString() ?? null) : null,
    hasSecondFactor: secondFactor !== null,
    hasPasskeys: passkeys.length > 0,
    directory: directory && {
      via: viaOf(directory),
      group: directory.group === "" ? "" : groupName(viaOf(directory), directory.group),
      account: directory.account,
      outReason: OUT_REASONS.find((reason) => reason === directory.outReason) ?? "",
    },
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    isSelf: ctx.actor.type === "user" && ctx.actor.id === row.id,
    editable: kept === null,
    notManaged: kept,
  };
}
