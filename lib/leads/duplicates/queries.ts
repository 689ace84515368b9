import { derivedColumns } from "@/lib/leads/person";
import type { Tx } from "@/lib/core/db";
import type { PersonFields } from "@/lib/leads/person";

/** A closed lead's person who comes back later than this is a new lead. */
const REOPEN_DAYS = 90;
const DAY_MS = 86_400_000;

type Found = { id: string; phase: string; statusChangedAt: Date };

/** What persons are compared by. */
export function comparedPerson(person: PersonFields & { country: string }) {
  const { emailKey, phoneKey } = derivedColumns(person, person.country);
  return { emailKey, phoneKey };
}

/** The newest lead of the same mail or phone in the company, and whether it was closed too long ago to be reopened. */
export async function findSamePerson(
  tx: Tx,
  companyId: string,
  person: PersonFields & { country: string },
  at: Date,
): Promise<{ id: string; tooOld: boolean } | undefined> {
  const { emailKey, phoneKey } = comparedPerson(person);
  const [found] = await tx.$queryRawUnsafe<Found[]>(SAME_PERSON, companyId, emailKey, phoneKey);
  if (!found) return undefined;
  const closedDays = (at.getTime() - found.statusChangedAt.getTime()) / DAY_MS;
  return { id: found.id, tooOld: found.phase === "closed" && closedDays > REOPEN_DAYS };
}

// Two index look-ups rather than an `or`, which would read the company's whole table.
const SAME_PERSON = `
  select l.id::text, s.phase, l."statusChangedAt" from (
    select id from "Lead" where "companyId" = $1::uuid and "emailKey" = $2 and $2 <> ''
    union select id from "Lead" where "companyId" = $1::uuid and "phoneKey" = $3 and $3 <> '') as same
    join "Lead" l on l.id = same.id join "Status" s on s.id = l."statusId"
   order by l."receivedAt" desc, l.id desc limit 1`;
