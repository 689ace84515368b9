/** Of a status `s`, as pairs for a JSON object in SQL: its part, what moving a lead there asks, and where one can't go from there. */
export const STATUS_RULES = `
  'part', s.part,
  'asks', jsonb_strip_nulls(jsonb_build_object('reason', nullif(s."asksReason", 'no'), 'date', nullif(s."asksDate", 'no'),
                                               'amount', nullif(s."asksAmount", 'no'))),
  'barred', (select coalesce(jsonb_agg(t.key order by t.position), '[]') from "BarredMove" b join "Status" t on t.id = b."toId"
              where b."fromId" = s.id)`;
