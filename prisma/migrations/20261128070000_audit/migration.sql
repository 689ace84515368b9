-- AlterTable
-- Without a default first: giving each row that is there a salt would write a log of years anew.
ALTER TABLE "Event" ADD COLUMN     "originId" UUID,
ADD COLUMN     "salt" UUID;
ALTER TABLE "Event" ALTER COLUMN "salt" SET DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "Origin" (
    "id" UUID NOT NULL,
    "via" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,

    CONSTRAINT "Origin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditSeal" (
    "number" BIGINT NOT NULL,
    "fromXid" BIGINT NOT NULL,
    "fromSeq" BIGINT NOT NULL,
    "toXid" BIGINT NOT NULL,
    "toSeq" BIGINT NOT NULL,
    "events" INTEGER NOT NULL,
    "seqs" BIGINT[],
    "hashes" BYTEA NOT NULL,
    "latestAt" TIMESTAMPTZ(3) NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL,
    "previous" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "AuditSeal_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "AuditCheck" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "fromNumber" BIGINT NOT NULL,
    "toNumber" BIGINT NOT NULL,
    "head" BYTEA NOT NULL,
    "events" BIGINT NOT NULL DEFAULT 0,
    "erased" BIGINT NOT NULL DEFAULT 0,
    "dropped" BIGINT NOT NULL DEFAULT 0,
    "findingCount" INTEGER NOT NULL DEFAULT 0,
    "findings" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "AuditCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditRetention" (
    "kind" TEXT NOT NULL,
    "months" INTEGER NOT NULL,

    CONSTRAINT "AuditRetention_pkey" PRIMARY KEY ("kind")
);

-- CreateIndex
CREATE INDEX "Origin_address_idx" ON "Origin"("address");

-- CreateIndex
CREATE INDEX "AuditCheck_startedAt_idx" ON "AuditCheck"("startedAt");

-- What is asked of a kind of events is which came last; when one happened is asked of a subject's only.
-- DropIndex
DROP INDEX "Event_name_occurredAt_idx";

-- CreateIndex
CREATE INDEX "Event_name_seq_idx" ON "Event"("name", "seq");

-- CreateIndex
CREATE INDEX "Event_actorId_seq_idx" ON "Event"("actorId", "seq");

-- Most of what is written is the server's own doing and comes from nowhere.
create index raw_event_origin on "Event" ("originId", seq) where "originId" is not null;

-- The hash of an event: of what never changes, and of what may be erased one day. docs/decisions.md says why in two parts.
-- Moments are numbers here, so that no session's time zone has a say.
create function event_fixed_hash(e "Event") returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(json_build_array(e.seq, e.xid::text, e.name, e."actorType", e."actorId", e."actorLabel", e."subjectType",
    e."subjectId", e."companyIds", e."ownerIds", e.history, extract(epoch from e."occurredAt"), extract(epoch from e."recordedAt"),
    e."requestId", e."causeSeq", e."originId")::text, 'UTF8'))
$$;

create function event_personal_hash(e "Event") returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(json_build_array(e.salt, e."subjectLabel", e.changes, e.payload)::text, 'UTF8'))
$$;

create function event_hash(e "Event") returns bytea language sql stable parallel safe as $$
  select sha256(event_fixed_hash(e) || event_personal_hash(e))
$$;

-- The first event recorded at a moment or later, found by halving: events are recorded nearly in the order of their numbers,
-- and an index on the time would cost every write something. Nearly, so whoever asks leaves room before it.
create function event_seq_at(moment timestamptz) returns bigint language plpgsql stable as $$
declare
  low bigint;
  high bigint;
  middle bigint;
  found record;
begin
  select min(seq), max(seq) + 1 into low, high from "Event";
  while low < high loop
    middle := (low + high) / 2;
    select seq, "recordedAt" as at into found from "Event" where seq >= middle order by seq limit 1;
    if found.seq is null or found.at >= moment then high := middle; else low := found.seq + 1; end if;
  end loop;
  return low;
end $$;

-- Append-only for everybody, whoever owns the table. Two doors, each of which only the program's own transaction opens, and
-- each of which is an event: personal values are erased, and what isn't kept any longer goes. Who opens them by hand, or takes
-- the trigger away, is found by the seals.
create or replace function refuse_event_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('audit.erasing', true) = 'on' and event_fixed_hash(old) = event_fixed_hash(new) then
    return new;
  end if;
  if tg_op = 'DELETE' and current_setting('audit.dropping', true) = 'on' then
    return old;
  end if;
  raise exception 'events are append-only';
end $$;

create function refuse_seal_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger seal_append_only before update or delete on "AuditSeal" for each row execute function refuse_seal_change();
create trigger seal_no_truncate before truncate on "AuditSeal" for each statement execute function refuse_seal_change();
create trigger origin_append_only before update or delete on "Origin" for each row execute function refuse_seal_change();
create trigger origin_no_truncate before truncate on "Origin" for each statement execute function refuse_seal_change();

-- On a server of one's own the program is no superuser, and what nobody ever does needs no right.
revoke update, delete, truncate on "AuditSeal", "Origin" from public, current_user;

-- Whoever manages the settings reads the log.
insert into "RolePermission" ("roleId", permission, scope)
select "roleId", 'audit.read', 'any' from "RolePermission" where permission = 'settings.manage';
