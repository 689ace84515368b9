-- A form that comes by its plugin's webhook is known by its site as well: by the host that WordPress writes behind its name,
-- as far as the submission was read since it is kept. An index holds what it was told, so it is built anew.
drop index raw_delivery_form;

create or replace function delivery_form(headers jsonb, path text, body bytea, understood jsonb) returns text
language sql immutable parallel safe return
  left(coalesce(understood->>'plugin', ''), 100) || chr(10)
  || translate(left(coalesce(understood->'form'->>'id', understood->'form'->>'name', ''), 200), chr(10), ' ') || chr(10)
  || left(coalesce(
       nullif(delivery_site(headers, path, body), ''),
       case when right(understood->>'home', 2) = '/*' then split_part(understood->>'home', '/', 1) || '/*' end,
       ''), 300);

create index raw_delivery_form on "Delivery" ("sourceId", delivery_form(headers, path, body, understood), "receivedAt")
  where state = 'processed' and not history;
