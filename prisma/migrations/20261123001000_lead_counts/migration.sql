-- CreateTable
CREATE TABLE "LeadCountChange" (
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "companyId" UUID NOT NULL,
    "ownerId" UUID,
    "sourceId" UUID,
    "statusId" UUID NOT NULL,
    "contacted" BOOLEAN NOT NULL,
    "change" INTEGER NOT NULL,

    CONSTRAINT "LeadCountChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LeadCount" (
    "grain" TEXT NOT NULL,
    "period" DATE NOT NULL,
    "companyId" UUID NOT NULL,
    "ownerId" UUID,
    "sourceId" UUID,
    "statusId" UUID NOT NULL,
    "contacted" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "LeadDayCount" (
    "day" DATE NOT NULL,
    "companyId" UUID NOT NULL,
    "statusId" UUID NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "LeadDayCount_pkey" PRIMARY KEY ("day","companyId","statusId")
);

-- With the count in it, what is read is the index alone.
create unique index raw_lead_count_cell on "LeadCount" (grain, period, "companyId", "ownerId", "sourceId", "statusId", contacted)
  include (count) nulls not distinct;
-- Emptied cells are thrown away without looking for them.
create index raw_lead_count_empty on "LeadCount" (period) where count = 0;
create index raw_lead_day_count_empty on "LeadDayCount" (day) where count = 0;

-- The counts took its place, and what they leave to the rows raw_lead_by_received serves as well.
drop index raw_lead_numbers;

-- The organisation's zone, as lib/settings/queries.ts says it.
create function organisation_zone() returns text language sql stable as $$
  select coalesce((select "timeZone" from "Organisation" where id = 1 and "setUpAt" is not null),
                  'America/Argentina/Buenos_Aires')
$$;

-- Changes are only ever added, so that two writers never wait for each other over a count.
create function count_lead_change() returns trigger language plpgsql as $$
declare
  zone text := organisation_zone();
begin
  if tg_op = 'INSERT' then
    insert into "LeadCountChange" (day, "companyId", "ownerId", "sourceId", "statusId", contacted, change)
    select ("receivedAt" at time zone zone)::date, "companyId", "ownerId", "sourceId", "statusId", "firstResponseAt" is not null, count(*)
      from written group by 1, 2, 3, 4, 5, 6;
  elsif tg_op = 'DELETE' then
    insert into "LeadCountChange" (day, "companyId", "ownerId", "sourceId", "statusId", contacted, change)
    select ("receivedAt" at time zone zone)::date, "companyId", "ownerId", "sourceId", "statusId", "firstResponseAt" is not null, -count(*)
      from removed group by 1, 2, 3, 4, 5, 6;
  else
    insert into "LeadCountChange" (day, "companyId", "ownerId", "sourceId", "statusId", contacted, change) values
      ((old."receivedAt" at time zone zone)::date, old."companyId", old."ownerId", old."sourceId", old."statusId", old."firstResponseAt" is not null, -1),
      ((new."receivedAt" at time zone zone)::date, new."companyId", new."ownerId", new."sourceId", new."statusId", new."firstResponseAt" is not null, 1);
  end if;
  return null;
end $$;

create trigger lead_counted after insert on "Lead"
  referencing new table as written for each statement execute function count_lead_change();
create trigger lead_uncounted after delete on "Lead"
  referencing old table as removed for each statement execute function count_lead_change();
create trigger lead_recounted after update on "Lead" for each row
  when ((old."receivedAt", old."companyId", old."ownerId", old."sourceId", old."statusId", old."firstResponseAt" is null)
    is distinct from (new."receivedAt", new."companyId", new."ownerId", new."sourceId", new."statusId", new."firstResponseAt" is null))
  execute function count_lead_change();

-- Counts every lead anew. Whoever writes leads waits meanwhile; whoever reads them doesn't.
create function recount_leads() returns void language plpgsql as $$
declare
  zone text := organisation_zone();
begin
  lock table "Lead" in share row exclusive mode;
  perform pg_advisory_xact_lock(hashtext('lead-counts'));
  delete from "LeadCountChange";
  delete from "LeadCount";
  delete from "LeadDayCount";
  insert into "LeadCountChange" (day, "companyId", "ownerId", "sourceId", "statusId", contacted, change)
  select ("receivedAt" at time zone zone)::date, "companyId", "ownerId", "sourceId", "statusId", "firstResponseAt" is not null, count(*)
    from "Lead" group by 1, 2, 3, 4, 5, 6;
end $$;

-- A truncated table has no rows left to take away one by one.
create function recount_after() returns trigger language plpgsql as $$
begin
  perform recount_leads();
  return null;
end $$;
create trigger lead_counts_truncated after truncate on "Lead" for each statement execute function recount_after();

-- Days are the organisation's: in another zone they begin at other moments.
create trigger lead_counts_zone_set after insert on "Organisation" for each row execute function recount_after();
create trigger lead_counts_zone_changed after update on "Organisation" for each row
  when (old."timeZone" is distinct from new."timeZone" or (old."setUpAt" is null) <> (new."setUpAt" is null))
  execute function recount_after();

-- The leads that are there already.
select recount_leads();
