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
