import { LINK_PURPOSES, SESSION_IDLE_HOURS } from "@/lib/auth/schema";
import { HAS_ACCESS, IS_IN, isIn, MAY_ACT, OWES_SECOND_FACTOR } from "@/lib/auth/standing/policy";
import { database } from "@/lib/core/db";
import { fieldRightsOf, grantsWithin, isPermission, isScope } from "@/lib/core/permissions";
import { tokenHash } from "@/lib/core/token";
import type { SessionView } from "@/lib/auth/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Reader } from "@/lib/core/db";
import type { Permission, Scope } from "@/lib/core/permissions";

/**
 * The user a session stands for, with what their role lets them do; nobody if it ended or they are out, nor while
 * their role asks for a second factor that they haven't set up: every door is closed to them but the one to set it up.
 */
export async function actorOfSession(sessionId: string): Promise<UserActor | undefined> {
  const holder = await holderOfSession(sessionId);
  return holder?.owesSecondFactor ? undefined : holder?.actor;
}

/** Whose session it is. Whoever owes a second factor may do nothing of what their role lets them. */
export async function holderOfSession(
  sessionId: string,
): Promise<{ actor: UserActor; owesSecondFactor: boolean } | undefined> {
  const [row] = await database().$queryRawUnsafe<(ActorRow & Owing)[]>(ACTOR_OF_SESSION, sessionId);
  if (!row) return undefined;
  const actor = actorFrom(row, sessionId);
  if (!row.owesSecondFactor) return { actor, owesSecondFactor: false };
  return { actor: { ...actor, companyIds: [], permissions: {} }, owesSecondFactor: true };
}

/** The same user without a session, for what is done in their name without them: the demo, and what they began with many leads, which goes on while they owe a second factor. */
export async function actorOfUser(userId: string): Promise<UserActor | undefined> {
  const [row] = await database().$queryRawUnsafe<ActorRow[]>(ACTOR_OF_USER, userId);
  return row && actorFrom(row, "");
}

/** `isWrittenTo`: they have a password by now, or came by the directory, and may read what mails to them say. */
export type ActivePerson = { actor: UserActor; userName: string; jobTitle: string; isWrittenTo: boolean };

/** The same for a program that reads in their name: nobody while they owe a second factor, as at every other door. */
export async function actorOfReader(userId: string): Promise<UserActor | undefined> {
  const [row] = await database().$queryRawUnsafe<ActorRow[]>(ACTOR_OF_READER, userId);
  return row && actorFrom(row, "");
}

/** Every active person who has the permission, at whatever scope, as the doors would see them. */
export async function actorsWith(
  read: Pick<Reader, "$queryRawUnsafe">,
  permission: Permission,
): Promise<ActivePerson[]> {
  const rows = await read.$queryRawUnsafe<(ActorRow & Omit<ActivePerson, "actor">)[]>(ACTORS_WITH, permission);
  return rows.map((row) => {
    const { userName, jobTitle, isWrittenTo } = row;
    return { actor: actorFrom(row, ""), userName, jobTitle, isWrittenTo };
  });
}

/** Every active person who has the role, by name. */
export async function actorsOfRole(read: Pick<Reader, "$queryRawUnsafe">, roleId: string): Promise<UserActor[]> {
  const rows = await read.$queryRawUnsafe<ActorRow[]>(ACTORS_OF_ROLE, roleId);
  return rows.map((row) => actorFrom(row, ""));
}

function actorFrom(row: ActorRow, sessionId: string): UserActor {
  const fields = fieldRightsOf(row.fields);
  return {
    type: "user",
    id: row.id,
    name: [row.firstName, row.lastName].filter(Boolean).join(" "),
    email: row.email,
    roleKey: row.roleKey,
    companyIds: row.companyIds,
    permissions: grantsWithin(permissionsOf(row.permissions), fields),
    fields,
    locale: row.locale,
    timeZone: row.timeZone,
    sessionId,
  };
}

/** One's own sessions, the one in use first. */
export async function ownSessions(ctx: Ctx): Promise<SessionView[]> {
  const { actor } = ctx;
  if (actor.type !== "user") return [];
  const rows = await database().session.findMany({
    where: { userId: actor.id, expiresAt: { gt: ctx.now() }, lastSeenAt: { gt: idleSince(ctx.now()) } },
    orderBy: { lastSeenAt: "desc" },
    select: { id: true, createdAt: true, lastSeenAt: true, ip: true, userAgent: true },
  });
  const sessions = rows.map((row) => ({
    id: row.id,
    current: row.id === actor.sessionId,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    address: row.ip,
    userAgent: row.userAgent,
  }));
  return sessions.sort((a, b) => Number(b.current) - Number(a.current));
}

/** Whose password a link sets, while it can still be used. */
export async function personOfLink(token: string): Promise<{ firstName: string; userName: string } | undefined> {
  const link = await database().oneTimeToken.findUnique({
    where: { tokenHash: tokenHash(token), purpose: { in: LINK_PURPOSES } },
    select: {
      usedAt: true,
      expiresAt: true,
      user: { select: { firstName: true, userName: true, deactivatedAt: true, outAt: true } },
    },
  });
  if (!link || link.usedAt || link.expiresAt <= new Date() || !isIn(link.user)) return undefined;
  return { firstName: link.user.firstName, userName: link.user.userName };
}

function idleSince(now: Date): Date {
  return new Date(now.getTime() - SESSION_IDLE_HOURS * 3_600_000);
}

/** Grants of a role as they stand in the database; what this version doesn't know is left out. */
export function permissionsOf(grants: Record<string, string>): Partial<Record<Permission, Scope>> {
  const known: Partial<Record<Permission, Scope>> = {};
  for (const [permission, scope] of Object.entries(grants)) {
    if (isPermission(permission) && isScope(scope)) known[permission] = scope;
  }
  return known;
}

type Owing = { owesSecondFactor: boolean };
type ActorRow = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  timeZone: string;
  roleKey: string;
  companyIds: string[];
  permissions: Record<string, string>;
  fields: Record<string, string>;
};

/** The fields of leads that the role of this id is kept from: an expression. */
export const FIELDS_OF_ROLE = (roleId: string) =>
  `(select coalesce(jsonb_object_agg(f.field, f."right"), '{}') from "RoleField" f where f."roleId" = ${roleId})`;

const ACTOR_COLUMNS = `
  select u.id::text, u."firstName", u."lastName", u.email, u.locale, u."timeZone", r.key as "roleKey",
         array(select c."companyId"::text from "UserCompany" c where c."userId" = u.id) as "companyIds",
         (select coalesce(jsonb_object_agg(p.permission, p.scope), '{}') from "RolePermission" p where p."roleId" = r.id) as permissions,
         ${FIELDS_OF_ROLE("r.id")} as fields`;
const OF_USERS = `from "User" u join "Role" r on r.id = u."roleId"`;
const ACTOR = `${ACTOR_COLUMNS} ${OF_USERS}`;
/** Of a user `u`: they chose a password, or the directory let them in. */
const HAS_ENTERED = `(u."passwordHash" is not null or exists (select 1 from "DirectoryPerson" d where d."userId" = u.id and d."seenAt" is not null))`;
const ACTORS_WITH = `${ACTOR_COLUMNS}, u."userName", u."jobTitle", (${HAS_ENTERED} and ${MAY_ACT}) as "isWrittenTo" ${OF_USERS}
   where ${IS_IN}
     and exists (select 1 from "RolePermission" p where p."roleId" = r.id and p.permission = $1)
   order by u.id`;
const ACTORS_OF_ROLE = `${ACTOR} where r.id = $1::uuid and ${IS_IN} order by u."firstName", u."lastName", u.id`;
const ACTOR_OF_SESSION = `${ACTOR_COLUMNS}, ${OWES_SECOND_FACTOR} as "owesSecondFactor" ${OF_USERS} join "Session" s on s."userId" = u.id
   where s.id = $1::uuid and s."expiresAt" > now() and s."lastSeenAt" > now() - make_interval(hours => ${SESSION_IDLE_HOURS})
     and ${HAS_ACCESS}`;
const ACTOR_OF_USER = `${ACTOR} where u.id = $1::uuid and ${IS_IN}`;
const ACTOR_OF_READER = `${ACTOR} where u.id = $1::uuid and ${MAY_ACT}`;
