-- AlterTable
ALTER TABLE "SpamEntry" ADD COLUMN     "rulingId" UUID;

-- CreateTable
CREATE TABLE "SpamRuling" (
    "id" UUID NOT NULL,
    "deliveryId" UUID NOT NULL,
    "ruling" TEXT NOT NULL,
    "saidAt" TIMESTAMPTZ(3) NOT NULL,
    "saidById" UUID,
    "saidBy" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "taken" JSONB,

    CONSTRAINT "SpamRuling_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpamLesson" (
    "rulingId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "before" JSONB,

    CONSTRAINT "SpamLesson_pkey" PRIMARY KEY ("rulingId","kind","value")
);

-- CreateIndex
CREATE INDEX "SpamRuling_deliveryId_idx" ON "SpamRuling"("deliveryId");

-- CreateIndex
CREATE INDEX "SpamLesson_value_kind_idx" ON "SpamLesson"("value", "kind");

-- AddForeignKey
ALTER TABLE "SpamLesson" ADD CONSTRAINT "SpamLesson_rulingId_fkey" FOREIGN KEY ("rulingId") REFERENCES "SpamRuling"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was said to be genuine before can be taken back as well; of what stood on the lists then nothing is known.
insert into "SpamRuling" (id, "deliveryId", ruling, "saidAt", "saidBy", "saidById", before)
select gen_random_uuid(), d.id, 'genuine', coalesce(e.at, d."receivedAt"), coalesce(e.by, ''), e."byId",
       jsonb_build_object('state', 'spam', 'outcome', '', 'reason', 'spam_' || (d.understood->'spam'->0->>'check'), 'leadId', null,
                          'duplicateOfId', null, 'ruling', '', 'processedAt', d."processedAt", 'spam', d.understood->'spam', 'parent', null)
  from "Delivery" d
  left join lateral (select s."addedAt" as at, s."addedBy" as by, s."addedById" as "byId" from "SpamEntry" s
                      where s."deliveryId" = d.id and s.list = 'genuine' order by s."addedAt" desc limit 1) e on true
 where d.ruling = 'genuine' and d.understood->'spam'->0 is not null;
update "SpamEntry" s set "rulingId" = r.id from "SpamRuling" r where r."deliveryId" = s."deliveryId" and s.list = 'genuine';
insert into "SpamLesson" ("rulingId", kind, value, shown, list)
select "rulingId", kind, value, shown, list from "SpamEntry" where "rulingId" is not null;
