import { FIELDS_OF_ROLE, permissionsOf } from "@/lib/auth/queries";
import { KEY_PERMISSIONS } from "@/lib/auth/keys/schema";
import { keyRights } from "@/lib/auth/keys/rights";
import { HAS_ACCESS, keptBy, OWES_SECOND_FACTOR, STANDING } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { fieldRightsOf } from "@/lib/core/permissions";
import { tokenHash } from "@/lib/core/token";
import type { Acting } from "@/lib/auth/standing/policy";
import type { Ctx, KeyActor } from "@/lib/core/ctx";
import type { Scope } from "@/lib/core/permissions";
import type { KeyEnd, KeyPermission, KeyView } from "@/lib/auth/keys/schema";

type KeyRow = {
  id: string;
  name: string;
  sourceId: string | null;
  works: boolean;
  stale: boolean;
  makerOwes: boolean;
  permissions: Record<string, string>;
  fields: Record<string, string>;
  companyIds: string[];
  hasMaker: boolean;
  makerPermissions: Record<string, string>;
  makerFields: Record<string, string>;
  makerCompanyIds: string[];
};

/** Found by the hash of a secret of 256 random bits, so neither the index nor the time it takes tells anything of a key. */
const KEYS = `
  select coalesce(${OWES_SECOND_FACTOR}, false) as "makerOwes",
         k.id::text, k.name, k."sourceId"::text, k."madeById" is not null as "hasMaker",
         k."revokedAt" is null and (k."expiresAt" is null or k."expiresAt" > now()) and (k."madeById" is null or ${HAS_ACCESS}) as works,
         k."lastUsedAt" is null or k."lastUsedAt" < now() - interval '1 minute' as stale,
         (select coalesce(jsonb_object_agg(p.permission, p.scope), '{}') from "ApiKeyPermission" p where p."keyId" = k.id) as permissions,
         (select coalesce(jsonb_object_agg(f.field, f."right"), '{}') from "ApiKeyField" f where f."keyId" = k.id) as fields,
         ${FIELDS_OF_ROLE('u."roleId"')} as "makerFields",
         array(select c."companyId"::text from "ApiKeyCompany" c where c."keyId" = k.id) as "companyIds",
         (select coalesce(jsonb_object_agg(p.permission, p.scope), '{}') from "RolePermission" p where p."roleId" = u."roleId") as "makerPermissions",
         array(select c."companyId"::text from "UserCompany" c where c."userId" = u.id) as "makerCompanyIds"
    from "ApiKey" k left join "User" u on u.id = k."madeById" left join "Role" r on r.id = u."roleId"`;
const KEY = `${KEYS} where k."secretHash" = $1`;

type Found = { actor: KeyActor; stale: boolean; makerOwes: boolean };

/**
 * The program that a secret stands for; nobody where it is unknown, expired, revoked, or its maker isn't one of the house any more.
 * `makerOwes`: a second factor, and so it may do no more than they.
 */
export async function actorOfKey(secret: string): Promise<Found | undefined> {
  const [row] = await database().$queryRawUnsafe<KeyRow[]>(KEY, tokenHash(secret));
  if (!row?.works) return undefined;
  const actor = { type: "apiKey", id: row.id, name: row.name, sourceId: row.sourceId, ...effective(row) } as const;
  return { actor, stale: row.stale, makerOwes: row.makerOwes };
}

/** What a key may at this moment: what it was given, as far as its maker may it. */
function effective(row: KeyRow) {
  const given = {
    permissions: permissionsOf(row.permissions),
    companyIds: row.companyIds,
    fields: fieldRightsOf(row.fields),
  };
  const maker = {
    permissions: permissionsOf(row.makerPermissions),
    companyIds: row.makerCompanyIds,
    fields: fieldRightsOf(row.makerFields),
  };
  return keyRights(given, row.hasMaker ? maker : null);
}

/** How many programs read the leads of a company by a key, or what arrives for it, at this moment. */
export async function countKeysReading(ctx: Ctx, companyId: string): Promise<number> {
  authorize(ctx, "user.read");
  const rows = await reader(ctx).$queryRawUnsafe<KeyRow[]>(KEYS);
  const rights = rows.filter(({ works, makerOwes }) => works && !makerOwes).map((row) => effective(row));
  return rights.filter(({ permissions, companyIds }) => {
    const scopes = [permissions["lead.read"], permissions["intake.read"]];
    return scopes.some((scope) => scope === "any" || (scope === "company" && companyIds.includes(companyId)));
  }).length;
}

/** What a key that opens nothing any more could do once: so that a lead which still comes with it can be kept. */
export async function retiredKey(secret: string): Promise<RetiredKey | undefined> {
  const [row] = await database().$queryRawUnsafe<KeyRow[]>(KEY, tokenHash(secret));
  const scope = row && permissionsOf(row.permissions)["lead.create"];
  if (!row || (row.works && !row.makerOwes) || !scope) return undefined;
  return { sourceId: row.sourceId, companyIds: scope === "any" ? null : row.companyIds };
}
/** `companyIds`: null for all. */
export type RetiredKey = { sourceId: string | null; companyIds: string[] | null };

/** Every key there is or was, those that work first, the newest of them first. */
export async function listKeys(ctx: Ctx): Promise<KeyView[]> {
  authorize(ctx, "apiKey.manage");
  const rows = await reader(ctx).apiKey.findMany({
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      name: true,
      prefix: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      revokedAt: true,
      source: { select: { id: true, name: true } },
      madeBy: { select: { firstName: true, lastName: true, ...STANDING } },
      permissions: { select: { permission: true, scope: true } },
      fields: { select: { field: true, right: true } },
      companies: { select: { company: { select: { id: true, name: true, tone: true } } } },
    },
  });
  const views = rows.map(
    ({ permissions, fields, companies, madeBy, createdAt, expiresAt, lastUsedAt, revokedAt, ...row }) => ({
      ...row,
      permissions: inOrder(permissions),
      fields: fieldRightsOf(Object.fromEntries(fields.map(({ field, right }) => [field, right]))),
      companies: companies.map(({ company }) => company).sort((a, b) => a.name.localeCompare(b.name)),
      madeBy: madeBy && `${madeBy.firstName} ${madeBy.lastName}`.trim(),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      end: endOf({ revokedAt, expiresAt, madeBy }, ctx.now()),
    }),
  );
  return views.sort((a, b) => Number(a.end !== null) - Number(b.end !== null));
}

/** How many keys that work stop with whoever made them. */
export async function countKeysOf(ctx: Ctx, userId: string): Promise<number> {
  const alive = { OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now() } }] };
  return reader(ctx).apiKey.count({ where: { madeById: userId, revokedAt: null, ...alive } });
}

function inOrder(rows: { permission: string; scope: string }[]): KeyView["permissions"] {
  return KEY_PERMISSIONS.flatMap((permission: KeyPermission) => {
    const row = rows.find((one) => one.permission === permission);
    return row ? [{ permission, scope: row.scope as Scope }] : [];
  });
}

const KEPT = { out: "makerGone", owes: "makerOwes" } as const;
type Ends = { revokedAt: Date | null; expiresAt: Date | null; madeBy: Acting | null };

function endOf({ revokedAt, expiresAt, madeBy }: Ends, now: Date): KeyEnd | null {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= now) return "expired";
  const kept = madeBy && keptBy(madeBy);
  return kept && KEPT[kept];
}
