import { LIST_BANDS, LIST_PRIORITIES, PHASES, RECEIVED_PRESETS } from "@/lib/leads/list/schema";
import { LIST_DUES, LIST_NEXTS } from "@/lib/leads/list/dues/schema";
import type { LeadList, ListChoices, MultiFilter } from "@/lib/leads/list/schema";

/** A filter as people choose it. `received` holds a preset or two days; `contacted` is one of two. */
export type FilterKind = MultiFilter | "received" | "contacted";

export const FILTER_KINDS: readonly FilterKind[] = [
  "status",
  "owner",
  "received",
  "company",
  "source",
  "type",
  "phase",
  "group",
  "priority",
  "score",
  "campaign",
  "reason",
  "contacted",
  "due",
  "next",
];

/** Always within reach; the others appear when they are in use. */
export const FIRST_FILTERS: readonly FilterKind[] = ["status", "owner", "received"];

export type FilterOption = { value: string; label: string; tone?: string; hint?: string; retired?: boolean };

export type Words = (key: string, values?: Record<string, string>) => string;

/** What a filter offers. Campaigns are asked for when they are wanted. */
export function filterOptions(kind: FilterKind, choices: ListChoices, t: Words): FilterOption[] {
  switch (kind) {
    case "status":
      return choices.statuses.map((status) => ({ ...keptOption(status, choices.statuses, t), tone: status.tone }));
    case "group":
      return choices.groups.map(({ key, label }) => ({ value: key, label }));
    case "phase":
      return PHASES.map((value) => ({ value, label: t(`phases.${value}`) }));
    case "owner":
      return [
        { value: "me", label: t("me") },
        { value: "none", label: t("unassigned") },
        { value: "waiting", label: t("waitingForAssignment") },
        ...choices.owners.map(({ id, name, active }) => ({
          value: id,
          label: name,
          ...(active ? {} : { hint: t("inactive") }),
        })),
      ];
    case "company":
      return choices.companies.map(({ key, name, tone }) => ({ value: key, label: name, tone }));
    case "source":
      return choices.sources.map(({ id, name }) => ({ value: id, label: name }));
    case "type":
      return choices.types.map((type) => keptOption(type, choices.types, t));
    case "reason":
      return choices.reasons.map(({ key, label, active }) => ({
        value: key,
        label,
        ...(active ? {} : { hint: t("inactive") }),
      }));
    case "priority":
      return LIST_PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) }));
    case "score":
      return LIST_BANDS.map((value) => ({ value, label: t(`scoreBands.${value}`) }));
    case "due":
      return LIST_DUES.map((value) => ({ value, label: t(`dues.${value}`) }));
    case "next":
      return LIST_NEXTS.map((value) => ({ value, label: t(`nexts.${value}`) }));
    case "contacted":
      return (["yes", "no"] as const).map((value) => ({ value, label: t(`contactedIs.${value}`) }));
    case "received":
      return RECEIVED_PRESETS.map((value) => ({ value, label: t(`presets.${value}`) }));
    case "campaign":
      return [];
  }
}

type Kept = { id: string; key: string; label: string; active: boolean; successorId?: string };

/** Of what was retired the leads are those of what took its place, and it says so. */
function keptOption({ key, label, active, successorId }: Kept, all: readonly Kept[], t: Words): FilterOption {
  const now = all.find(({ id }) => id === successorId)?.label;
  return { value: key, label: now === undefined ? label : t("nowCalled", { label, now }), retired: !active };
}

/** Filters that can tell this person's leads apart. */
export function usefulFilters(choices: ListChoices): FilterKind[] {
  return FILTER_KINDS.filter(
    (kind) =>
      (kind !== "owner" || choices.seesOthers) &&
      (kind !== "company" || choices.companies.length > 1) &&
      (kind !== "source" || choices.sources.length > 1),
  );
}

export function filterValues(kind: FilterKind, list: LeadList): string[] {
  if (kind === "received") return [list.received, list.from, list.to].filter(Boolean);
  if (kind === "contacted") return list.contacted ? [list.contacted] : [];
  return list[kind];
}

export function clearedFilter(kind: FilterKind): Partial<LeadList> {
  if (kind === "received") return { received: "", from: "", to: "" };
  if (kind === "contacted") return { contacted: "" };
  return { [kind]: [] };
}
