import { conditionSchema } from "@/lib/core/condition/schema";
import { ME } from "@/lib/core/condition/operators";
import { validateCondition } from "@/lib/core/condition/problems";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { searchCondition } from "@/lib/leads/list/search";
import type { Condition, DateValue } from "@/lib/core/condition/schema";
import type { LeadList, ListChoices, ListParam, ReceivedPreset } from "@/lib/leads/list/schema";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

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

type Asked = { condition: Condition; problems: ListParam[] };
type Named = Pick<ListChoices, "statuses" | "groups" | "companies" | "types">;

/** The list's filters as one condition. A filter that says nothing known is left out, and named among the problems. */
export function listCondition(list: LeadList, choices: Named, country: string): Asked {
  const problems: ListParam[] = [];
  const all: Condition[] = [];
  const add = (condition: Condition | undefined) => {
    if (condition) all.push(condition);
  };
  const oneOf = (field: string, values: string[]) =>
    add(values.length > 0 ? { field, op: "in", value: values } : undefined);
  const known = (param: ListParam, values: string[], options: { id: string; key: string }[]) => {
    const found = values.map((value) => options.find((option) => option.key === value || option.id === value)?.id);
    const ids = found.filter((id) => id !== undefined);
    if (ids.length < values.length) problems.push(param);
    return ids;
  };
  const uuids = (param: ListParam, values: string[]) => {
    const ids = values.filter((value) => UUID.test(value));
    if (ids.length < values.length) problems.push(param);
    return ids;
  };

  oneOf("status", known("status", list.status, choices.statuses));
  const groups = list.group.filter((key) => choices.groups.some((group) => group.key === key));
  if (groups.length < list.group.length) problems.push("group");
  for (const [part, asked] of [
    ["group", groups],
    ["phase", list.phase],
  ] as const) {
    if (asked.length === 0) continue;
    const ids = choices.statuses.filter((status) => asked.includes(status[part])).map((status) => status.id);
    add({ field: "status", op: "in", value: ids });
  }
  add(ownerCondition(list.owner, (values) => uuids("owner", values)));
  oneOf("company", known("company", list.company, choices.companies));
  oneOf("source", uuids("source", list.source));
  oneOf("leadType", known("type", list.type, choices.types));
  oneOf("priority", list.priority);
  oneOf("utmCampaign", list.campaign);
  if (list.contacted) add({ field: "firstResponseAt", op: list.contacted === "yes" ? "isNotEmpty" : "isEmpty" });
  if (list.received) add({ field: "receivedAt", op: "on", value: PERIODS[list.received] });
  if (list.from) add({ field: "receivedAt", op: "onOrAfter", value: list.from });
  if (list.to) add({ field: "receivedAt", op: "onOrBefore", value: list.to });
  add(searchCondition(list.q, country));
  const given = list.filter === "" ? undefined : readFilter(list.filter);
  if (list.filter !== "" && !given) problems.push("filter");
  add(given);
  return { condition: { all }, problems };
}

/** A condition somebody linked to, or nothing if it can't be read. */
export function readFilter(json: string): Condition | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = conditionSchema.safeParse(value);
  if (!parsed.success || validateCondition(parsed.data, leadFieldCatalogue).length > 0) return undefined;
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

function ownerCondition(owners: string[], uuids: (values: string[]) => string[]): Condition | undefined {
  const ids = uuids(owners.filter((value) => value !== "me" && value !== "none"));
  const values = [...(owners.includes("me") ? [ME] : []), ...ids];
  const any: Condition[] = [];
  if (values.length > 0) any.push({ field: "owner", op: "in", value: values });
  if (owners.includes("none")) any.push({ field: "owner", op: "isEmpty" });
  return any.length > 1 ? { any } : any[0];
}
