import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { reachesLead } from "@/lib/leads/audience";
import { comparableMail, comparablePhone, isStranger, sameName } from "@/lib/leads/duplicates/same-person/schema";
import { derivedColumns } from "@/lib/leads/person";
import { leadLabel } from "@/lib/leads/schema";
import { organisation } from "@/lib/settings/queries";
import { masked, titleSql } from "@/lib/leads/sensitive/policy";
import { visibleLeadsSql } from "@/lib/leads/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { KnownPeopleInput, KnownPerson } from "@/lib/leads/duplicates/schema";
import type { PersonFields } from "@/lib/leads/person";

/** A closed lead's person who comes back later than this is a new lead. */
const REOPEN_DAYS = 90;
const DAY_MS = 86_400_000;

type Found = {
  id: string;
  phase: string;
  statusChangedAt: Date;
  contactNameKey: string;
  emailKey: string;
  otherKeys: string[];
};

/** Persons are matched one at a time across all processes: two arrivals of one at once must not become two leads. */
const PERSONS_LOCK = 724_521;

/** Waits for whoever settles an arrival or merges leads, and is the only one until the transaction ends. */
export async function lockPersons(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe("select pg_advisory_xact_lock($1)::text", PERSONS_LOCK);
}

/** What persons are compared by; what was typed to get past a field says nothing of them. */
export function comparedPerson(person: PersonFields & { country: string }) {
  const { emailKey, phoneKey } = derivedColumns(person, person.country);
  return { emailKey: comparableMail(emailKey), phoneKey: comparablePhone(phoneKey) };
}

/**
 * The lead of the same mail or phone in the company, and whether it was closed too long ago to be reopened: of several the
 * newest of those that have the mail or the name as well, else the newest. `stranger`: there is but one who shares a phone
 * with somebody else of another name and another mail.
 */
export async function findSamePerson(
  tx: Tx,
  companyId: string,
  person: PersonFields & { country: string },
  at: Date,
): Promise<{ id: string; tooOld: boolean } | "stranger" | undefined> {
  const { emailKey, phoneKey } = comparedPerson(person);
  const rows = await tx.$queryRawUnsafe<Found[]>(SAME_PERSON, companyId, emailKey, phoneKey);
  const { contactName } = person;
  const known = rows.filter((row) => !isStranger({ contactName, emailKey }, row));
  const isNamed = (row: Found) =>
    (emailKey !== "" && [row.emailKey, ...row.otherKeys].includes(emailKey)) ||
    sameName(contactName, row.contactNameKey);
  const found = known.find(isNamed) ?? known[0];
  if (!found) return rows.length > 0 ? "stranger" : undefined;
  const closedDays = (at.getTime() - found.statusChangedAt.getTime()) / DAY_MS;
  return { id: found.id, tooOld: found.phase === "closed" && closedDays > REOPEN_DAYS };
}

/** Of those who share a phone or a mail, so many are looked at. */
const LOOKED_AT = 30;

// Index look-ups rather than an `or`, which would read the company's whole table.
const SAME_PERSON = `
  select l.id::text, s.phase, l."statusChangedAt", l."contactNameKey", l."emailKey", l."otherKeys" from (
    select id from "Lead" where "companyId" = $1::uuid and "emailKey" = $2 and $2 <> ''
    union select id from "Lead" where "companyId" = $1::uuid and "phoneKey" = $3 and $3 <> ''
    union select id from "Lead" where "companyId" = $1::uuid and "otherKeys" && array_remove(array[$2, $3], '') and "otherKeys" <> '{}') as same
    join "Lead" l on l.id = same.id join "Status" s on s.id = l."statusId"
   order by l."receivedAt" desc, l.id desc limit ${LOOKED_AT}`;

type Keys = { contactNameKey: string; emailKey: string; otherKeys: string[] };
type KnownRow = Omit<KnownPerson, "label" | "canTouch" | "isLikely"> & Keys & { ownerId: string | null };

const FEW = 3;

/**
 * Leads of the same mail or phone, in every company, that the actor may see: shown while somebody types them in. Those of
 * the same mail and name come first, then the newest.
 */
export async function knownPeople(ctx: Ctx, input: KnownPeopleInput): Promise<KnownPerson[]> {
  authorize(ctx, "lead.create");
  const { defaultCountry } = await organisation();
  // By what is hidden from whoever types nobody is found.
  const { emailKey, phoneKey } = masked(ctx.actor, derivedColumns({ ...NOBODY, ...input }, defaultCountry));
  if (emailKey === "" && phoneKey === "") return [];
  const params = new SqlParams();
  const locale = params.add(ctx.actor.type === "user" ? ctx.actor.locale : "es", "text");
  const [email, phone] = [params.add(emailKey, "text"), params.add(phoneKey, "text")];
  const visible = visibleLeadsSql(ctx, params);
  // Each company's index, asked in turn.
  const rows = await reader(ctx).$queryRawUnsafe<KnownRow[]>(
    `select l.id::text, l.number, ${titleSql(ctx.actor)} as title,
            l."companyId"::text, l."ownerId"::text, l."contactNameKey", l."emailKey", l."otherKeys", c.name as company,
            case ${locale} when 'en' then s."labelEn" else s."labelEs" end as status, s.tone as "statusTone",
            coalesce(trim(o."firstName" || ' ' || o."lastName"), '') as owner
       from "Company" c
       cross join lateral (
         select * from "Lead" x where x."companyId" = c.id and x."emailKey" = ${email} and ${email} <> ''
         union select * from "Lead" x where x."companyId" = c.id and x."phoneKey" = ${phone} and ${phone} <> ''
         union select * from "Lead" x where x."companyId" = c.id and x."otherKeys" && array_remove(array[${email}, ${phone}], '')
            and x."otherKeys" <> '{}') l
       join "Status" s on s.id = l."statusId" left join "User" o on o.id = l."ownerId"
      where ${visible} order by l."receivedAt" desc, l.id desc limit ${LOOKED_AT}`,
    ...params.values,
  );
  const updates = reachesLead(ctx.actor, "lead.update");
  const typed = { contactName: input.contactName, emailKey };
  const ranked = rows
    .map(({ ownerId, contactNameKey, emailKey: mail, otherKeys, ...row }) => ({
      rank: likeness(typed, { contactNameKey, emailKey: mail, otherKeys }),
      canTouch: updates({ companyId: row.companyId, ownerId }),
      row,
    }))
    .toSorted((a, b) => b.rank - a.rank);
  return ranked.slice(0, FEW).map(({ row, rank, canTouch }) => ({
    ...row,
    label: leadLabel(row.number),
    title: row.title || leadLabel(row.number),
    isLikely: rank > 0,
    canTouch,
  }));
}

/**
 * How much speaks for it that somebody who is being typed in is a lead's person. Nothing, where only a phone does and the
 * name is another, but for colleagues: what arrives is added to such a lead unless the mail is another too, and here
 * there is somebody who can be asked.
 */
function likeness(typed: { contactName: string; emailKey: string }, lead: Keys): number {
  const mails = [lead.emailKey, ...lead.otherKeys].filter((key) => key.includes("@"));
  const isNameless = typed.contactName === "" || lead.contactNameKey === "";
  const sameMail = mails.includes(typed.emailKey);
  const named = !isNameless && sameName(typed.contactName, lead.contactNameKey);
  if (sameMail || named) return 2 + (sameMail ? 2 : 0) + (named ? 1 : 0);
  const isColleague = typed.emailKey !== "" && mails.length > 0 && !isStranger(typed, lead);
  return isNameless || isColleague ? 1 : 0;
}

const NOBODY = { contactName: "", firm: "", service: "" };
