-- AlterTable
ALTER TABLE "Reconciliation" ADD COLUMN     "askedUntil" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "MissingEntry" (
    "id" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "plugin" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "gone" BOOLEAN NOT NULL DEFAULT false,
    "arrivedAt" TIMESTAMPTZ(3),
    "deliveryId" UUID,
    "lostAt" TIMESTAMPTZ(3),
    "lostById" UUID,

    CONSTRAINT "MissingEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MissingEntry_sourceId_at_idx" ON "MissingEntry"("sourceId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "MissingEntry_sourceId_site_plugin_form_externalId_key" ON "MissingEntry"("sourceId", "site", "plugin", "form", "externalId");

-- AddForeignKey
ALTER TABLE "MissingEntry" ADD CONSTRAINT "MissingEntry_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MissingEntry" ADD CONSTRAINT "MissingEntry_lostById_fkey" FOREIGN KEY ("lostById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What was asked before counts as asked until the longest patience before it.
update "Reconciliation" set "askedUntil" = "askedAt" - interval '75 minutes' where state = 'done';

-- What was missing when each day was last asked about.
insert into "MissingEntry" (id, "sourceId", form, plugin, site, "externalId", at, gone)
select gen_random_uuid(), last."sourceId", coalesce(one->>'form', ''), coalesce(one->>'plugin', ''), coalesce(one->>'site', ''),
       one->>'id', (one->>'at')::timestamptz, coalesce((one->>'gone')::boolean, false)
  from (select distinct on (r."sourceId", d.day) r."sourceId", d.told
          from "Reconciliation" r join "ReconciliationDay" d on d."reconciliationId" = r.id
         where r.state = 'done' order by r."sourceId", d.day, r."askedAt" desc) as last
 cross join lateral jsonb_array_elements(last.told) as one
 where one->>'here' = 'false' and one->>'id' is not null and one->>'at' is not null
    on conflict do nothing;
