import { cache } from "react";
import { reader } from "@/lib/core/db";
import { STATUS_RULES } from "@/lib/leads/vocabulary/status-rules";
import type { Locale } from "@/lib/i18n/locale";
import type { StatusGroupView, StatusView, Vocabulary } from "@/lib/leads/page/schema";

/** Statuses by group, lead types and lost reasons, worded for the reader. Read once per request. */
export const vocabulary = cache(async (locale: Locale): Promise<Vocabulary> => {
  const [row] = await reader({}).$queryRawUnsafe<Row[]>(VOCABULARY, locale);
  const statuses = row?.statuses ?? [];
  const groups = (row?.groups ?? []).map(({ key, label }) => ({
    key,
    label,
    statuses: statuses.filter((status) => status.group === key),
  }));
  return {
    groups: groups.filter((group) => group.statuses.length > 0),
    types: row?.types ?? [],
    reasons: row?.reasons ?? [],
  };
});

type Row = Omit<Vocabulary, "groups"> & { statuses: StatusView[]; groups: Pick<StatusGroupView, "key" | "label">[] };

const LABEL = (of: string) => `'label', case $1 when 'es' then ${of}."labelEs" else ${of}."labelEn" end`;

const VOCABULARY = `
  select (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'key', s.key, ${LABEL("s")}, 'tone', s.tone, 'group', g.key,
                 'phase', s.phase, 'outcome', s.outcome, 'active', s.active, ${STATUS_RULES}) order by s.position, s.key), '[]')
            from "Status" s join "StatusGroup" g on g.id = s."groupId") as statuses,
         (select coalesce(jsonb_agg(jsonb_build_object('key', g.key, ${LABEL("g")}) order by g.position), '[]')
            from "StatusGroup" g) as groups,
         (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'key', t.key, ${LABEL("t")}, 'active', t.active)
                 order by t.position, t.key), '[]') from "LeadType" t) as types,
         (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, ${LABEL("r")}, 'active', r.active)
                 order by r.position, r.key), '[]') from "LostReason" r) as reasons`;

type Both = { label: { en: string; es: string } };
export type StatusWords = Both & {
  id: string;
  key: string;
  group: string;
  phase: string;
  outcome: string;
  active: boolean;
};
export type TypeWords = Both & { id: string; key: string; active: boolean };

/** The statuses in both languages, for programs. */
export async function allStatuses(): Promise<{ statuses: StatusWords[] }> {
  const rows = await reader({}).status.findMany({
    orderBy: { position: "asc" },
    include: { group: { select: { key: true } } },
  });
  return {
    statuses: rows.map(({ id, key, labelEn, labelEs, group, phase, outcome, active }) => ({
      ...{ id, key, label: { en: labelEn, es: labelEs }, group: group.key, phase, outcome, active },
    })),
  };
}

/** The lead types in both languages, for programs. */
export async function allLeadTypes(): Promise<{ types: TypeWords[] }> {
  const rows = await reader({}).leadType.findMany({ orderBy: { position: "asc" } });
  return {
    types: rows.map(({ id, key, labelEn, labelEs, active }) => ({
      id,
      key,
      label: { en: labelEn, es: labelEs },
      active,
    })),
  };
}
