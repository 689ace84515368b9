import { cache } from "react";
import { reader } from "@/lib/core/db";
import type { Locale } from "@/lib/i18n/locale";
import type { StatusGroupView, StatusView, Vocabulary } from "@/lib/leads/page/schema";

/** Statuses by group and lead types, worded for the reader. Read once per request. */
export const vocabulary = cache(async (locale: Locale): Promise<Vocabulary> => {
  const [row] = await reader({}).$queryRawUnsafe<Row[]>(VOCABULARY, locale);
  const statuses = row?.statuses ?? [];
  const groups = (row?.groups ?? []).map(({ key, label }) => ({
    key,
    label,
    statuses: statuses.filter((status) => status.group === key),
  }));
  return { groups: groups.filter((group) => group.statuses.length > 0), types: row?.types ?? [] };
});

type Row = { statuses: StatusView[]; groups: Pick<StatusGroupView, "key" | "label">[]; types: Vocabulary["types"] };

const VOCABULARY = `
  select (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'key', s.key, 'label', case $1 when 'es' then s."labelEs" else s."labelEn" end,
                 'tone', s.tone, 'group', g.key, 'phase', s.phase, 'outcome', s.outcome, 'active', s.active) order by s.position), '[]')
            from "Status" s join "StatusGroup" g on g.id = s."groupId") as statuses,
         (select coalesce(jsonb_agg(jsonb_build_object('key', g.key, 'label', case $1 when 'es' then g."labelEs" else g."labelEn" end) order by g.position), '[]')
            from "StatusGroup" g) as groups,
         (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'key', t.key, 'label', case $1 when 'es' then t."labelEs" else t."labelEn" end,
                 'active', t.active) order by t.position), '[]')
            from "LeadType" t) as types`;

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
