-- A place that no event names any more goes as the events did: through the same door, which stays shut for all others.
create function refuse_origin_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('audit.dropping', true) = 'on'
     and not exists (select 1 from "Event" e where e."originId" = old.id) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name;
end $$;
drop trigger origin_append_only on "Origin";
create trigger origin_append_only before update or delete on "Origin" for each row execute function refuse_origin_change();

grant delete on "Origin" to current_user;
