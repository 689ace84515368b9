-- A lead that is history waits for nobody: whether it was contacted is no question there.
-- AlterTable
ALTER TABLE "LeadCount" ALTER COLUMN "contacted" DROP NOT NULL;

-- AlterTable
ALTER TABLE "LeadCountChange" ALTER COLUMN "contacted" DROP NOT NULL;

create or replace function count_lead_change() returns trigger language plpgsql as $$
declare
  zone text := organisation_zone();
begin
  if tg_op = 'INSERT' then
    insert into "LeadCountChange" (day, "companyId", "ownerId", "sourceId", "statusId", contacted, change)
    select ("receivedAt" at time zone zone)::date, "companyId", "ownerId", "sourceId", "statusId", case when not history then "firstResponseAt" is not null end, count(*)
      from written group by 1, 2, 3, 4, 5, 6;
  elsif tg_op = 'DELETE' then
    insert into "LeadCountChange" (day, "companyId", "ownerId", "sourceId", "statusId", contacted, change)
    select ("receivedAt" at time zone zone)::date, "companyId", "ownerId", "sourceId", "statusId", case when not history then "firstResponseAt" is not null end, -count(*)
      from removed group by 1, 2, 3, 4, 5, 6;
  else
    insert into "LeadCountChange" (day, "companyId", "ownerId", "sourceId", "statusId", contacted, change) values
      ((old."receivedAt" at time zone zone)::date, old."companyId", old."ownerId", old."sourceId", old."statusId", case when not old.history then old."firstResponseAt" is not null end, -1),
      ((new."receivedAt" at time zone zone)::date, new."companyId", new."ownerId", new."sourceId", new."statusId", case when not new.history then new."firstResponseAt" is not null end, 1);
  end if;
  return null;
end $$;

drop trigger lead_recounted on "Lead";
create trigger lead_recounted after update on "Lead" for each row
  when ((old."receivedAt", old."companyId", old."ownerId", old."sourceId", old."statusId", old."firstResponseAt" is null, old.history)
    is distinct from (new."receivedAt", new."companyId", new."ownerId", new."sourceId", new."statusId", new."firstResponseAt" is null, new.history))
  execute function count_lead_change();

create or replace function recount_leads() returns void language plpgsql as $$
declare
  zone text := organisation_zone();
begin
  lock table "Lead" in share row exclusive mode;
  perform pg_advisory_xact_lock(hashtext('lead-counts'));
  delete from "LeadCountChange";
  delete from "LeadCount";
  delete from "LeadDayCount";
  insert into "LeadCountChange" (day, "companyId", "ownerId", "sourceId", "statusId", contacted, change)
  select ("receivedAt" at time zone zone)::date, "companyId", "ownerId", "sourceId", "statusId", case when not history then "firstResponseAt" is not null end, count(*)
    from "Lead" group by 1, 2, 3, 4, 5, 6;
end $$;

select recount_leads();
