import { conditionSchema } from "@/lib/core/condition/schema";
import { ME } from "@/lib/core/condition/operators";
import { isId } from "@/lib/core/id";
import { validateCondition } from "@/lib/core/condition/problems";
import { leadListCatalogue } from "@/lib/leads/custom-fields/catalogue/fields";
import { isFieldName, isSortable, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { conditionNow } from "@/lib/leads/tags/renamed/schema";
import { asksHidden } from "@/lib/leads/sensitive/asking";
import { isUnaskable } from "@/lib/leads/sensitive/schema";
import { searchCondition } from "@/lib/leads/list/search";
import { SCORE_BANDS } from "@/lib/leads/list/schema";
import type { Condition, DateValue } from "@/lib/core/condition/schema";
import type { SensitiveField } from "@/lib/core/permissions";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { LIST_DUES, LIST_NEXTS } from "@/lib/leads/list/dues/schema";
import type { RenamedTags } from "@/lib/leads/tags/renamed/schema";
import type { LeadList, ListChoices, ListParam, MultiFilter, ReceivedPreset } from "@/lib/leads/list/schema";

const PERIODS: Record<ReceivedPreset, DateValue> = {
  today: { relative: { unit: "day", offset: 0 } },
  yesterday: { relative: { unit: "day", offset: -1 } },
  "7d": { relative: { unit: "day", offset: -6, count: 7 } },
  "30d": { relative: { unit: "day", offset: -29, count: 30 } },
  "60d": { relative: { unit: "day", offset: -59, count: 60 } },
  week: { relative: { unit: "week", offset: 0 } },
  month: { relative: { unit: "month", offset: 0 } },
  lastMonth: { relative: { unit: "month", offset: -1 } },
  year: { relative: { unit: "year", offset: 0 } },
};

const NOW: DateValue = { relative: { unit: "minute", offset: 0 } };
const DUES: Record<(typeof LIST_DUES)[number], Condition> = {
  late: { field: "dueAt", op: "before", value: NOW },
  soon: {
    all: [
      { field: "warnAt", op: "before", value: NOW },
      { field: "dueAt", op: "after", value: NOW },
    ],
  },
  today: { field: "dueAt", op: "on", value: { relative: { unit: "day", offset: 0 } } },
  missed: { field: "missedAt", op: "isNotEmpty" },
  rotting: { field: "rotsAt", op: "before", value: NOW },
  wroteAgain: { field: "wroteAgainAt", op: "isNotEmpty" },
};

const NEXTS: Record<(typeof LIST_NEXTS)[number], Condition> = {
  overdue: { field: "nextTaskAt", op: "before", value: NOW },
  today: { field: "nextTaskAt", op: "on", value: { relative: { unit: "day", offset: 0 } } },
  week: { field: "nextTaskAt", op: "on", value: { relative: { unit: "day", offset: 0, count: 7 } } },
  none: { field: "nextTaskAt", op: "isEmpty" },
};

/** `list` is what was understood of the one asked for. */
type Asked = { list: LeadList; condition: Condition; problems: ListParam[] };
type Named = Pick<ListChoices, "statuses" | "groups" | "companies" | "types" | "reasons" | "hidden"> & {
  definitions?: readonly FieldDefinition[];
  renamed?: RenamedTags;
};

/** The list's filters as one condition. A value that names nothing known is left out, and its filter named among the problems. */
export function listCondition(asked: LeadList, choices: Named, country: string): Asked {
  const problems: ListParam[] = [];
  const list = { ...asked };
  const all: Condition[] = [];
  const add = (condition: Condition | undefined) => {
    if (condition) all.push(condition);
  };
  const oneOf = (field: string, values: string[]) =>
    add(values.length > 0 ? { field, op: "in", value: values } : undefined);
  /** Keeps the values that name something; the ids they name. */
  const understood = (param: MultiFilter, idOf: (value: string) => string | undefined): string[] => {
    const kept = list[param].filter((value) => idOf(value) !== undefined);
    if (kept.length < list[param].length) problems.push(param);
    list[param] = kept;
    return kept.map(idOf).filter((id) => id !== undefined);
  };
  // What was retired is asked for as what took its place: its leads are there.
  const keyed = (options: { id: string; key: string; successorId?: string }[]) => (value: string) => {
    const found = options.find((option) => option.key === value || option.id === value);
    return found?.successorId ?? found?.id;
  };

  oneOf("status", understood("status", keyed(choices.statuses)));
  const groups = understood("group", (value) => choices.groups.find((group) => group.key === value)?.key);
  for (const [part, wanted] of [
    ["group", groups],
    ["phase", list.phase],
  ] as const) {
    if (wanted.length === 0) continue;
    const ids = choices.statuses.filter((status) => wanted.includes(status[part])).map((status) => status.id);
    add({ field: "status", op: "in", value: ids });
  }
  // An owner or a source that doesn't exist answers like one that is somebody else's business: nothing is found.
  add(ownerCondition(understood("owner", ownerNamed)));
  oneOf("company", understood("company", keyed(choices.companies)));
  oneOf("source", understood("source", idWritten));
  oneOf("leadType", understood("type", keyed(choices.types)));
  oneOf("priority", list.priority);
  if (list.score.length > 0) add({ any: list.score.map(scoreWithin) });
  oneOf("utmCampaign", list.campaign);
  if (list.due.length > 0) add({ any: list.due.map((due) => DUES[due as keyof typeof DUES]) });
  if (list.next.length > 0) add({ any: list.next.map((next) => NEXTS[next as keyof typeof NEXTS]) });
  oneOf("lostReason", understood("reason", keyed(choices.reasons)));
  if (list.contacted) add({ field: "firstResponseAt", op: list.contacted === "yes" ? "isNotEmpty" : "isEmpty" });
  if (list.received) add({ field: "receivedAt", op: "on", value: PERIODS[list.received] });
  if (list.from) add({ field: "receivedAt", op: "onOrAfter", value: list.from });
  if (list.to) add({ field: "receivedAt", op: "onOrBefore", value: list.to });
  add(searchCondition(list.q, country));
  const { hidden = [] } = choices;
  if ((isFieldName(list.sort) && !sortedBy(list.sort, choices.definitions)) || isUnaskable(hidden, list.sort)) {
    problems.push("sort");
    Object.assign(list, { sort: "received", dir: "desc" });
  }
  const given = list.filter === "" ? undefined : readFilter(list.filter, choices.definitions, hidden);
  if (list.filter !== "" && !given) {
    problems.push("filter");
    list.filter = "";
  }
  add(given && choices.renamed ? conditionNow(given, choices.renamed) : given);
  return { list, condition: { all }, problems };
}

/** The field that an order is by, if it has one. */
export function sortedBy(sort: string, fields: readonly FieldDefinition[] = []): FieldDefinition | undefined {
  if (!isFieldName(sort)) return undefined;
  return fields.find(({ key, kind }) => key === keyOfName(sort) && isSortable(kind));
}

/** A condition somebody linked to, or nothing if it can't be read. */
export function readFilter(
  json: string,
  fields: readonly FieldDefinition[] = [],
  hidden: readonly SensitiveField[] = [],
): Condition | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = conditionSchema.safeParse(value);
  if (!parsed.success || validateCondition(parsed.data, leadListCatalogue(fields)).length > 0) return undefined;
  if (asksHidden(parsed.data, hidden)) return undefined;
  return parsed.data;
}

/** The values a condition allows its field to have, where it says so outright; undefined where it leaves that open. */
export function pinned(condition: Condition, field: string, me: string | undefined): string[] | undefined {
  if ("all" in condition) {
    const sets = condition.all.map((one) => pinned(one, field, me)).filter((values) => values !== undefined);
    return sets.reduce<string[] | undefined>(
      (kept, values) => (kept ? kept.filter((value) => values.includes(value)) : values),
      undefined,
    );
  }
  if (!("field" in condition) || condition.field !== field) return undefined;
  if (condition.op !== "is" && condition.op !== "in") return undefined;
  const values = [condition.value].flat().filter((value) => typeof value === "string");
  return values.map((value) => (value === ME ? (me ?? "") : value.toLowerCase()));
}

function scoreWithin(band: string): Condition {
  const [from, to] = SCORE_BANDS[band as keyof typeof SCORE_BANDS];
  return { field: "score", op: "between", value: [from, to] };
}

function ownerNamed(value: string): string | undefined {
  return value === "me" || value === "none" || value === "waiting" ? value : idWritten(value);
}

function idWritten(value: string): string | undefined {
  return isId(value) ? value.toLowerCase() : undefined;
}

function ownerCondition(owners: string[]): Condition | undefined {
  const ids = owners.filter((value) => value !== "me" && value !== "none" && value !== "waiting");
  const values = [...(owners.includes("me") ? [ME] : []), ...ids];
  const any: Condition[] = [];
  if (values.length > 0) any.push({ field: "owner", op: "in", value: values });
  if (owners.includes("none")) any.push({ field: "owner", op: "isEmpty" });
  else if (owners.includes("waiting")) any.push({ field: "waitingSince", op: "isNotEmpty" });
  return any.length > 1 ? { any } : any[0];
}
