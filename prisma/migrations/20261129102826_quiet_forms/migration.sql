-- AlterTable
ALTER TABLE "QuietAlarm" ADD COLUMN     "form" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "formName" TEXT NOT NULL DEFAULT '';

drop index raw_quiet_alarm_open;
create unique index raw_quiet_alarm_open on "QuietAlarm" ("sourceId", form) where "closedAt" is null;

-- The text in which our plugin's submissions name their site, pushed or asked for; empty of everything else.
create function delivery_site(headers jsonb, path text, body bytea) returns text
language sql immutable parallel safe as $$
  select case when jsonb_exists(headers, 'x-leads-manager-signature') or strpos(path, '/wp-json/leads-manager/v1/entries') > 0
         then coalesce(replace(substring(encode(substring(body from 1 for 1000), 'escape') from '"site"\s*:\s*"([^"]+)"'), '\\', '\'), '')
         else '' end
$$;

-- What a submission's form is known by: its plugin's key, its id or else its name, and its site, a line each. As much of
-- them as an index has room for. Bound to the other function here and now: an index is built without a search path.
create function delivery_form(headers jsonb, path text, body bytea, understood jsonb) returns text
language sql immutable parallel safe return
  left(coalesce(understood->>'plugin', ''), 100) || chr(10)
  || translate(left(coalesce(understood->'form'->>'id', understood->'form'->>'name', ''), 200), chr(10), ' ') || chr(10)
  || left(delivery_site(headers, path, body), 300);

create index raw_delivery_form on "Delivery" ("sourceId", delivery_form(headers, path, body, understood), "receivedAt")
  where state = 'processed' and not history;
