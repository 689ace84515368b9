import type { SqlParams } from "@/lib/core/condition/to-sql";
import { hasRights, scopeOf } from "@/lib/core/ctx";
import { fold } from "@/lib/core/text";
import { NEVER_MEANT, STRANGERS } from "@/lib/intake/inbox/schema";
import type { Actor } from "@/lib/core/ctx";
import type { Ended, InboxFilter } from "@/lib/intake/inbox/schema";

/** When a delivery `d` was submitted, as far as its origin tells. */
export const SUBMITTED = `coalesce(d."submittedAt", d."receivedAt")`;

/** That a delivery `d` was submitted by somebody: tests are of nobody. */
export const BY_SOMEBODY = `d.reason !~ '^test'`;

/** How a delivery `d` ended, as far as somebody should know; `badly` is `endsBadly`. */
export const ENDED_SQL: Record<Ended, string> = {
  well: `d.state in ('processed', 'duplicate')`,
  badly: `(d.state = 'failed' or (d.state = 'quarantined' and d.reason not in ('${STRANGERS.join("', '")}'))
           or (d.state = 'rejected' and d.reason !~ '${NEVER_MEANT}'))`,
};

/** Only what the actor may look at. */
export function visibleSql(actor: Actor, params: SqlParams): string {
  const scope = scopeOf(actor, "intake.read");
  if (!hasRights(actor) || scope === "any") return "true";
  if (scope !== "company") return "false";
  const companies = params.add([...actor.companyIds], "uuid[]");
  return `d."sourceId" in (select id from "Source" where "companyId" = any(${companies}))`;
}

/** The arrivals `d` that a filter lets through, as SQL. Days are the zone's. */
export function inboxSql(filter: InboxFilter, timeZone: string, params: SqlParams): string {
  const text = (value: string) => params.add(value, "text");
  const dawn = (day: string, later = 0) =>
    `((${params.add(day, "date")} + ${later})::timestamp at time zone ${text(timeZone)})`;
  const { state, outcome, reason, check, source, plugin, via, from, to, submitted, ended, q } = filter;
  return [
    state && `d.state = ${text(state)}`,
    outcome && `d.outcome = ${text(outcome)}`,
    reason && `d.reason = ${text(reason)}`,
    check && spokenSql(check, params),
    source && `d."sourceId" = ${params.add(source, "uuid")}`,
    plugin && `d.understood->>'plugin' = ${text(plugin)}`,
    via && `d.via = ${text(via)}`,
    from && `d."receivedAt" >= ${dawn(from)}`,
    to && `d."receivedAt" < ${dawn(to, 1)}`,
    submitted && `${SUBMITTED} >= ${dawn(submitted)} and ${SUBMITTED} < ${dawn(submitted, 1)} and ${BY_SOMEBODY}`,
    ended && ENDED_SQL[ended as Ended],
    q && searchSql(q, params),
  ]
    .filter(Boolean)
    .join(" and ");
}

/** Named as the index names it, so that it is found among few. */
const spokenSql = (check: string, params: SqlParams): string =>
  `(d.state = 'spam' or d.ruling <> '') and d.understood->'spam' @> ${params.add(JSON.stringify([{ check }]), "jsonb")}`;

const NUMBER = /^\s*l?-?\s*(\d{1,9})\s*$/i;

/** By the number of its lead, or by who it is from: through their leads where it made one, else as it was understood. */
function searchSql(q: string, params: SqlParams): string {
  const number = NUMBER.exec(q)?.[1];
  const words = params.add(`%${fold(q.trim()).replace(/[\\%_]/g, "\\$&")}%`, "text");
  const who = `fold(concat_ws(' ', o.understood->>'name', o.understood->>'firm', o.understood->>'email', o.understood->>'phoneRaw'))`;
  const byNumber = number
    ? `union select b.id from "Delivery" b join "Lead" l on l.id = b."leadId" where l.number = ${params.add(Number(number), "int")}`
    : "";
  return `d.id in (
    select b.id from "Delivery" b where b."leadId" in (select x."leadId" from "LeadText" x where x."searchText" like ${words} limit 2000)
    union select o.id from "Delivery" o where o.state not in ('received', 'processed') and o."leadId" is null and ${who} like ${words}
    ${byNumber})`;
}
