import { SqlParams } from "@/lib/core/condition/to-sql";
import { actorId, hiddenFields, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { isId } from "@/lib/core/id";
import { together } from "@/lib/core/together";
import { fieldName, fieldView, isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { firstTakenBack } from "@/lib/leads/contact/taking-back/policy";
import { FIELDS } from "@/lib/leads/custom-fields/queries";
import { mentionsIn } from "@/lib/leads/notes/schema";
import { maskedEvent } from "@/lib/leads/sensitive/policy";
import { requireLead } from "@/lib/leads/queries";
import { timelineEntry } from "@/lib/leads/timeline/entry";
import { TIMELINE_PAGE } from "@/lib/leads/timeline/schema";
import { touchpointView } from "@/lib/leads/touchpoints/queries";
import { vocabulary } from "@/lib/leads/vocabulary/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Locale } from "@/lib/i18n/locale";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { ImportOfLead, StoredOfLead } from "@/lib/leads/timeline/entry";
import type { TouchpointRow } from "@/lib/leads/touchpoints/queries";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";
import type { OwnField, TimelineFilter, TimelineInput, TimelinePage } from "@/lib/leads/timeline/schema";

/** Characters of notes. */
const HEAVIEST_PAGE = 600_000;

/** What happened to a lead, newest first, a page at a time. */
export async function timeline(ctx: Ctx, input: TimelineInput & { locale: Locale }): Promise<TimelinePage> {
  await requireLead(ctx, input.leadId);
  return timelineOf(ctx, input);
}

/** The same for a lead that was just read under the reader's rights. */
export async function timelineOf(ctx: Ctx, input: TimelineInput & { locale: Locale }): Promise<TimelinePage> {
  const [events, words] = await Promise.all([
    reader(ctx).$queryRawUnsafe<(Omit<StoredOfLead, "touch"> & { touch: TouchpointRow | null })[]>(
      EVENTS,
      input.leadId,
      NAMES[input.filter],
      input.before?.at ?? null,
      input.before?.seq ?? null,
    ),
    vocabulary(input.locale),
  ]);
  const hidden = hiddenFields(ctx.actor);
  const shown = lightPage(events.slice(0, TIMELINE_PAGE)).map(({ touch, ...event }) => ({
    ...maskedEvent(hidden, event),
    touch: touch && touchOf(ctx, touch, event.name === "lead.touched" ? input.leadId : null),
  }));
  const { names, imports } = await spokenOf(ctx, shown, input.locale);
  const reading = {
    id: actorId(ctx.actor),
    opensDeliveries: scopeOf(ctx.actor, "intake.read") !== undefined,
    takesBackFrom: firstTakenBack(ctx.now()),
  };
  const entries = shown.map((event) => timelineEntry(event, words, names, imports, reading));
  return { entries, more: events.length > shown.length };
}

/** As many as a page carries: whoever opens a lead with several very long notes doesn't wait for all of them. */
function lightPage<E extends Pick<StoredOfLead, "body">>(events: readonly E[]): E[] {
  let length = 0;
  return events.filter(({ body }, index) => {
    length += body?.length ?? 0;
    return index === 0 || length <= HEAVIEST_PAGE;
  });
}

/** What went to another lead with a merge that was undone is said to be spam there; what made a lead, of the lead. */
function touchOf(ctx: Ctx, row: TouchpointRow, leadId: string | null): TouchpointView {
  const view = touchpointView(ctx, { ...row, sourceName: null });
  return row.leadId === leadId ? view : { ...view, spam: null };
}

const NAMES: Record<TimelineFilter, string[] | null> = {
  all: null,
  notes: ["lead.noteAdded", "lead.filesAdded", "lead.fileRemoved"],
  contacts: ["lead.contactLogged", "lead.contactOutcome", "lead.contactTakenBack"],
  arrivals: ["lead.created", "lead.touched", "lead.touchRemoved"],
  changes: [
    ...["lead.assigned", "lead.statusChanged", "lead.updated", "lead.classified"],
    ...["lead.waiting", "lead.waitingOver", "lead.responseReminded", "lead.responseEscalated"],
    ...["lead.merged", "lead.mergedInto", "lead.unmerged", "lead.restored"],
  ],
};

// An arrival that was taken for spam later isn't told where it came, but where somebody said so. A note says itself that it was edited or taken away. An event's time decides, as people remember it: history is told after what happened later. A lead that was merged into
// this one is told with it, with what it wrote first, but for its going, which this one tells. After both were taken apart, what arrived in between is told of
// whose it is now, and named so where it arrived.
const EVENTS = `
  with recursive told(id) as (
    select $1::uuid
    union select m."leadId" from "LeadMerge" m join told on m."survivorId" = told.id where m."undoneAt" is null),
  subjects(id) as (
    select id from told
    union select m."survivorId" from "LeadMerge" m where m."leadId" = $1::uuid and m."undoneAt" is not null)
  select e.seq::text, case when b.number is not null then 'L-' || b.number
                           when e."subjectId" <> $1::uuid and e."subjectId" in (select id from told) then e."subjectLabel" else '' end as of, e.name, e."actorType", e."actorLabel", e.changes, e.payload, e.history, e."requestId", e."occurredAt", e."recordedAt",
         n.body, n."authorId"::text, n."editedAt", n."deletedAt", f.files, case when a.id is not null then jsonb_build_object('id', a.id, 'userId', a."userId", 'outcome', a.outcome, 'note', a.note, 'at', a."occurredAt") end as attempt,
         case e.name when 'lead.touched' then to_jsonb(t) when 'lead.created' then first.touch end as touch
    from "Event" e
    left join "Note" n on e.name = 'lead.noteAdded' and n.id = (e.payload ->> 'noteId')::uuid
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'type', x.type, 'size', x.size,
                                          'uploaderId', x."uploaderId") order by x.id) as files
        from "LeadFile" x
       where (e.name = 'lead.noteAdded' and x."noteId" = n.id)
          or (e.name = 'lead.filesAdded' and x.id in (select i::uuid from jsonb_array_elements_text(e.payload -> 'fileIds') i))) f on true
    left join "ContactAttempt" a on e.name in ('lead.contactLogged', 'lead.contactOutcome') and a.id = (e.payload ->> 'attemptId')::uuid
    left join "Touchpoint" t on e.name in ('lead.touched', 'lead.touchRemoved') and t.id = (e.payload ->> 'touchpointId')::uuid
    left join lateral (
      select to_jsonb(x) as touch from "LeadMerge" m join "Touchpoint" x on m.moved -> 'Touchpoint' ? x.id::text
       where e.name = 'lead.created' and e."subjectId" <> $1::uuid and m."leadId" = e."subjectId" and m."undoneAt" is null
         and x."leadId" = $1::uuid
         and not exists (select 1 from "LeadMerge" o where o."survivorId" = m."leadId" and o."undoneAt" is null
                            and o.moved -> 'Touchpoint' ? x.id::text)
       order by x.id limit 1) first on true
    left join "Lead" b on b.id = t."leadId" and b.id <> $1::uuid
   where e."subjectType" = 'lead' and e."subjectId" in (select id from subjects)
     and (e."subjectId" in (select id from told) or (e.name = 'lead.touched' and t."leadId" = $1::uuid))
     and (e."subjectId" = $1::uuid or e.name not in ('lead.mergedInto', 'lead.restored'))
     and e.name not in ('lead.noteEdited', 'lead.noteDeleted', 'lead.viewed', 'lead.touchRestored')
     and case e.name when 'lead.touched' then t.id is not null or e.history when 'lead.touchRemoved' then t.id is null else true end
     and ($2::text[] is null or e.name = any($2::text[]))
     and ($3::timestamptz is null or (e."occurredAt", e.seq) < ($3::timestamptz, $4::bigint))
   order by e."occurredAt" desc, e.seq desc
   limit ${TIMELINE_PAGE + 1}`;

type Spoken = {
  names: { id: string; name: string };
  imports: ImportOfLead & { id: string };
  fields: FieldDefinition;
};

/** What the events speak of, in one statement: asked is only for what one of them names. */
async function spokenOf(ctx: Ctx, events: StoredOfLead[], locale: Locale) {
  const params = new SqlParams();
  const queries = { names: namesSql(params, events), imports: importsSql(params, events), fields: fieldsSql(events) };
  const found = await together<Spoken>(ctx, queries, params);
  const labels = new Map(found.names.map(({ id, name }) => [id, name]));
  const fields = new Map<string, OwnField>(
    found.fields.map((field) => [fieldName(field.key), fieldView(field, locale)]),
  );
  const opens = scopeOf(ctx.actor, "lead.import") !== undefined;
  const imports = new Map(found.imports.map((row) => [row.id, { ...row, id: opens ? row.id : null }]));
  return { names: Object.assign(labels, { fields }), imports };
}

/** The imports that some of the events belong to: an import writes them under its own id. */
function importsSql(params: SqlParams, events: StoredOfLead[]): string | null {
  const told = events.filter(({ history, requestId }) => history && isId(requestId));
  const wanted = [...new Set(told.map(({ requestId }) => requestId))];
  if (wanted.length === 0) return null;
  return `select "subjectId" as id, min("subjectLabel") as name,
                 (min(seq) filter (where name = 'import.undoAsked'))::text as "undoneFrom"
            from "Event" where "subjectType" = 'import' and "subjectId" = any(${params.add(wanted, "uuid[]")}) group by 1`;
}

/** The custom fields, retired ones too. */
function fieldsSql(events: StoredOfLead[]): string | null {
  return events.some(({ changes }) => Object.keys(changes).some(isFieldName)) ? FIELDS : null;
}

/** Users, sources and companies, by id; people named in notes among them. */
function namesSql(params: SqlParams, events: StoredOfLead[]): string | null {
  const ids = events.flatMap(({ changes, payload, body }) => [
    ...mentionsIn(body ?? ""),
    changes["owner"]?.from,
    changes["owner"]?.to,
    changes["companyId"]?.from,
    changes["companyId"]?.to,
    payload["sourceId"],
    payload["ownerId"],
  ]);
  const wanted = [...new Set(ids.filter((id) => typeof id === "string"))];
  if (wanted.length === 0) return null;
  const any = `= any(${params.add(wanted, "uuid[]")})`;
  return `select id, trim("firstName" || ' ' || "lastName") as name from "User" where id ${any}
          union all select id, name from "Source" where id ${any}
          union all select id, name from "Company" where id ${any}`;
}
