-- AlterTable
ALTER TABLE "Status" ADD COLUMN     "rotsAfterHours" INTEGER;

-- CreateTable
CREATE TABLE "ResponseTarget" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "assignMinutes" INTEGER,
    "respondMinutes" INTEGER,
    "working" BOOLEAN NOT NULL DEFAULT true,
    "warnPercent" INTEGER NOT NULL DEFAULT 75,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ResponseTarget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LeadDue" (
    "leadId" UUID NOT NULL,
    "assignDueAt" TIMESTAMPTZ(3),
    "assignWarnAt" TIMESTAMPTZ(3),
    "assignWarnedAt" TIMESTAMPTZ(3),
    "assignBreachedAt" TIMESTAMPTZ(3),
    "respondDueAt" TIMESTAMPTZ(3),
    "respondWarnAt" TIMESTAMPTZ(3),
    "respondWarnedAt" TIMESTAMPTZ(3),
    "respondBreachedAt" TIMESTAMPTZ(3),
    "assignMinutes" INTEGER,
    "respondMinutes" INTEGER,
    "rotsAt" TIMESTAMPTZ(3),
    "rotsFrom" TIMESTAMPTZ(3),
    "rottenAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "warnAt" TIMESTAMPTZ(3),
    "tellAt" TIMESTAMPTZ(3),

    CONSTRAINT "LeadDue_pkey" PRIMARY KEY ("leadId")
);

-- CreateTable
CREATE TABLE "DueSweep" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "after" UUID,

    CONSTRAINT "DueSweep_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "LeadDue" ADD CONSTRAINT "LeadDue_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is walked along by lists, and by whoever tells: few leads have any of these at a time.
create index "raw_LeadDue_dueAt" on "LeadDue" ("dueAt", "leadId") where "dueAt" is not null;
create index "raw_LeadDue_warnAt" on "LeadDue" ("warnAt", "leadId") where "warnAt" is not null;
create index "raw_LeadDue_rotsAt" on "LeadDue" ("rotsAt", "leadId") where "rotsAt" is not null;
create index "raw_LeadDue_respondMinutes" on "LeadDue" ("respondMinutes", "leadId") where "respondMinutes" is not null;
create index "raw_LeadDue_tellAt" on "LeadDue" ("tellAt") where "tellAt" is not null;

alter table "DueSweep" add constraint "DueSweep_one" check (id = 1);
alter table "ResponseTarget" add constraint "ResponseTarget_something" check (coalesce("assignMinutes", "respondMinutes") > 0);

-- Nothing has a target yet: the log's past is no work for its new reader.
insert into "ConsumerCursor" (name, xid, seq, "updatedAt")
select 'lead clocks', pg_snapshot_xmin(pg_current_snapshot())::text, -1, now();
