-- AlterTable
ALTER TABLE "Lead" ADD COLUMN     "otherKeys" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "LeadMerge" (
    "id" UUID NOT NULL,
    "leadId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "survivorId" UUID NOT NULL,
    "lead" JSONB NOT NULL,
    "survivor" JSONB NOT NULL,
    "attached" JSONB NOT NULL,
    "moved" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "own" JSONB NOT NULL,
    "actorId" TEXT,
    "actorLabel" TEXT NOT NULL,
    "mergedAt" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "LeadMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LeadBlock" (
    "companyId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "leadId" UUID NOT NULL,

    CONSTRAINT "LeadBlock_pkey" PRIMARY KEY ("companyId","key","leadId")
);

-- CreateTable
CREATE TABLE "DuplicateScan" (
    "id" BIGSERIAL NOT NULL,
    "leadId" UUID NOT NULL,

    CONSTRAINT "DuplicateScan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DuplicatePair" (
    "id" UUID NOT NULL,
    "leadAId" UUID NOT NULL,
    "leadBId" UUID NOT NULL,
    "strength" INTEGER NOT NULL,
    "reasons" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "DuplicatePair_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LeadMerge_survivorId_idx" ON "LeadMerge"("survivorId");

-- CreateIndex
CREATE INDEX "LeadMerge_leadId_idx" ON "LeadMerge"("leadId");

-- CreateIndex
CREATE INDEX "LeadBlock_leadId_idx" ON "LeadBlock"("leadId");

-- CreateIndex
CREATE INDEX "DuplicatePair_leadBId_idx" ON "DuplicatePair"("leadBId");

-- CreateIndex
CREATE UNIQUE INDEX "DuplicatePair_leadAId_leadBId_key" ON "DuplicatePair"("leadAId", "leadBId");

-- AddForeignKey
ALTER TABLE "LeadBlock" ADD CONSTRAINT "LeadBlock_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A number opens the one lead it was merged into.
create unique index raw_lead_merge_number on "LeadMerge" (number) where "undoneAt" is null;

-- Few leads have a second mail or phone; without a pending list a look-up costs the same at any time.
create index raw_lead_other_keys on "Lead" using gin ("otherKeys") with (fastupdate = off) where "otherKeys" <> '{}';

-- The inbox walks the strongest first.
create index raw_duplicate_pair_open on "DuplicatePair" (strength desc, id desc) where state = 'open';

-- Whatever changes what leads are compared by (a verb, a bulk write, a hand in the database) asks for them to be compared.
-- Asked for by insertion alone, so that no writer waits for another or for the comparing.
create function ask_duplicate_scan() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into "DuplicateScan" ("leadId") select id from written;
  else
    insert into "DuplicateScan" ("leadId") values (new.id);
  end if;
  return null;
end $$;
create trigger lead_compared after insert on "Lead"
  referencing new table as written for each statement execute function ask_duplicate_scan();
create trigger lead_compared_anew after update on "Lead" for each row
  when ((old."emailKey", old."phoneKey", old."contactNameKey", old."firmKey", old."otherKeys", old.extra, old."companyId")
    is distinct from (new."emailKey", new."phoneKey", new."contactNameKey", new."firmKey", new."otherKeys", new.extra, new."companyId"))
  execute function ask_duplicate_scan();

-- The leads that are there already.
insert into "DuplicateScan" ("leadId") select id from "Lead" order by id;

insert into "RolePermission" ("roleId", permission, scope)
select r.id, 'lead.merge', g.scope from (values ('admin', 'any'), ('manager', 'company')) as g (role, scope)
  join "Role" r on r.key = g.role
on conflict do nothing;
