import { IN, isIn, NOT_IN } from "@/lib/auth/standing/policy";
import { authorize, hasRights, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { pageOf } from "@/lib/core/listing";
import { visibleUsers } from "@/lib/users/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";
import type { ApiUser, ApiUserPage, ListUsersInput } from "@/lib/users/api/schema";

const USER = {
  id: true,
  userName: true,
  firstName: true,
  lastName: true,
  email: true,
  phone: true,
  phoneE164: true,
  whatsapp: true,
  jobTitle: true,
  locale: true,
  timeZone: true,
  deactivatedAt: true,
  outAt: true,
  lastSignInAt: true,
  createdAt: true,
  updatedAt: true,
  role: { select: { id: true, key: true } },
  companies: {
    select: { company: { select: { id: true, key: true, name: true } } },
    orderBy: { company: { position: "asc" } },
  },
} as const satisfies Prisma.UserSelect;

const STATES = { yes: IN, no: NOT_IN };

/** A page of the people a program may read, in the order in which they were made. */
export async function listApiUsers(ctx: Ctx, input: ListUsersInput): Promise<ApiUserPage> {
  authorize(ctx, "user.read");
  const { active, company, updatedSince, cursor, limit } = input;
  const reach = reachOf(ctx);
  const rows = await reader(ctx).user.findMany({
    where: {
      AND: [
        visibleUsers(ctx.actor),
        active === undefined ? {} : STATES[active],
        // Who else somebody works for isn't to be found out by asking for it.
        company === undefined ? {} : { companies: { some: { companyId: company, company: reached(reach) } } },
        updatedSince === undefined ? {} : { updatedAt: { gte: new Date(updatedSince) } },
        cursor === undefined ? {} : { id: { gt: cursor } },
      ],
    },
    orderBy: { id: "asc" },
    take: limit + 1,
    select: USER,
  });
  const { rows: shown, next } = pageOf(rows, limit);
  return { users: shown.map((row) => toApi(row, reach)), next };
}

/** The companies that exist for whoever asks; undefined: all of them. */
function reachOf({ actor }: Ctx): readonly string[] | undefined {
  return hasRights(actor) && scopeOf(actor, "user.read") !== "any" ? actor.companyIds : undefined;
}

const reached = (reach: readonly string[] | undefined): Prisma.CompanyWhereInput =>
  reach === undefined ? {} : { id: { in: [...reach] } };

function toApi(
  { deactivatedAt, outAt, lastSignInAt, createdAt, updatedAt, companies, ...row }: Row,
  reach: readonly string[] | undefined,
): ApiUser {
  return {
    ...row,
    companies: companies.map(({ company }) => company).filter(({ id }) => reach?.includes(id) ?? true),
    active: isIn({ deactivatedAt, outAt }),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
type Row = Prisma.UserGetPayload<{ select: typeof USER }>;
