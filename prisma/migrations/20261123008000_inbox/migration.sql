-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "submittedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Replay" (
    "id" UUID NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "total" INTEGER NOT NULL,

    CONSTRAINT "Replay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReplayItem" (
    "replayId" UUID NOT NULL,
    "deliveryId" UUID NOT NULL,
    "step" TEXT NOT NULL DEFAULT 'waiting',
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ReplayItem_pkey" PRIMARY KEY ("replayId","deliveryId")
);

-- CreateIndex
CREATE INDEX "Replay_askedAt_idx" ON "Replay"("askedAt");

-- CreateIndex
CREATE INDEX "ReplayItem_replayId_step_deliveryId_idx" ON "ReplayItem"("replayId", "step", "deliveryId");

-- CreateIndex
CREATE INDEX "ReplayItem_deliveryId_idx" ON "ReplayItem"("deliveryId");

-- AddForeignKey
ALTER TABLE "Replay" ADD CONSTRAINT "Replay_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplayItem" ADD CONSTRAINT "ReplayItem_replayId_fkey" FOREIGN KEY ("replayId") REFERENCES "Replay"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplayItem" ADD CONSTRAINT "ReplayItem_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was read before this column was there. A time that PostgreSQL can't read stays empty.
create function pg_temp.moment(said text) returns timestamptz language plpgsql as $$
begin
  return said::timestamptz;
exception when others then
  return null;
end $$;
update "Delivery" set "submittedAt" = coalesce(least(pg_temp.moment(understood->'submittedAt'->>'iso'), "receivedAt"), "receivedAt")
 where understood is not null;

-- What didn't simply become a lead is looked for by its state; new arrivals never touch this index.
create index raw_delivery_set_apart on "Delivery" (state, id) where state not in ('received', 'processed');
-- By the day it was submitted, as the proof counts.
create index raw_delivery_submitted on "Delivery" ("sourceId", (coalesce("submittedAt", "receivedAt")));
