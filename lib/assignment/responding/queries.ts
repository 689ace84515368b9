import { MAY_ACT } from "@/lib/auth/standing/policy";
import { database } from "@/lib/core/db";
import type { Tx } from "@/lib/core/db";
import type { Facts } from "@/lib/assignment/fields";
import type { ResponseWatch } from "@/lib/core/prisma/client";

/**
 * Of a watch `w` and its lead `l` with status `s`: it is still that person's by that assignment, nobody has tried to reach
 * it since, and it is somebody's work.
 */
export const STILL_UNANSWERED = `
  l."ownerId" = w."ownerId" and s.outcome = 'open' and l."firstResponseAt" is null
  and not exists (select 1 from "ContactAttempt" c where c."leadId" = l.id and c."occurredAt" >= w.since)
  and not exists (select 1 from "Assignment" a where a."leadId" = l.id and a."occurredAt" > w.since)`;

/** The same, but for attempts that can still be taken back: nobody has said yet how they went, or they are of `$2` or later. */
export const MAY_BE_UNANSWERED = `
  l."ownerId" = w."ownerId" and s.outcome = 'open'
  and not exists (select 1 from "ContactAttempt" c where c."leadId" = l.id and c.outcome <> 'pending' and c.id < $2::uuid)
  and not exists (select 1 from "Assignment" a where a."leadId" = l.id and a."occurredAt" > w.since)
  and (l."firstResponseAt" is null or exists (select 1 from "ContactAttempt" c where c."leadId" = l.id))`;

/** What is due, the longest due first. */
export async function dueWatches(now: Date, most: number): Promise<ResponseWatch[]> {
  return database().responseWatch.findMany({ where: { dueAt: { lte: now } }, orderBy: { dueAt: "asc" }, take: most });
}

export type WatchedLead = Facts & {
  id: string;
  number: number;
  ownerId: string;
  ownerName: string;
  ownerEmail: string;
  ownerLocale: string;
  ownerTimeZone: string;
  ownerActive: boolean;
};

const WATCHED = `
  select l.id::text, l.number, l."ownerId"::text, l."companyId"::text, l."leadTypeId"::text, l."sourceId"::text, l.priority, l.score,
         l."contactName", l.firm, l.service, l.email, l.phone, l.message, l.tags, l.channel, l."subChannel", l."utmSource", l."utmMedium",
         l."utmCampaign", l."utmTerm", l."utmContent", l."pageUrl", trim(u."firstName" || ' ' || u."lastName") as "ownerName",
         u.email as "ownerEmail", u.locale as "ownerLocale", u."timeZone" as "ownerTimeZone", ${MAY_ACT} as "ownerActive"
    from "ResponseWatch" w
    join "Lead" l on l.id = w."leadId"
    join "Status" s on s.id = l."statusId"
    join "User" u on u.id = w."ownerId"
    join "Role" r on r.id = u."roleId"
   where w."leadId" = $1::uuid and w.step = $2 and w."dueAt" = $3::timestamptz and ${STILL_UNANSWERED}
     for update of w, l skip locked`;

/**
 * The lead of a watch that is still as it was read, both locked; nothing where somebody was faster, or works it at this
 * moment.
 */
export async function lockWatched(tx: Tx, watch: ResponseWatch): Promise<WatchedLead | undefined> {
  const [lead] = await tx.$queryRawUnsafe<WatchedLead[]>(WATCHED, watch.leadId, watch.step, watch.dueAt);
  return lead;
}

export type ManagerAddress = { id: string; email: string; locale: string; timeZone: string };

const MANAGERS = `
  select u.id::text, u.email, u.locale, u."timeZone", p.scope
    from "User" u join "Role" r on r.id = u."roleId" join "RolePermission" p on p."roleId" = u."roleId" and p.permission = 'lead.assign'
   where ${MAY_ACT} and (p.scope = 'any' or exists (
     select 1 from "UserCompany" c where c."userId" = u.id and c."companyId" = $1::uuid))
   order by u.id`;

/** Who assigns the leads of a company: its own managers, or, where it has none, those of every company. */
export async function managersOf(tx: Tx, companyId: string): Promise<ManagerAddress[]> {
  const rows = await tx.$queryRawUnsafe<(ManagerAddress & { scope: string })[]>(MANAGERS, companyId);
  const own = rows.filter(({ scope }) => scope === "company");
  return own.length > 0 ? own : rows;
}
