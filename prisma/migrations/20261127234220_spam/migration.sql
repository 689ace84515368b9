-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "ruling" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "textKey" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Replay" ADD COLUMN     "genuine" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Source" ADD COLUMN     "spamOff" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "SpamEntry" (
    "id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "addedById" UUID,
    "addedBy" TEXT NOT NULL,
    "deliveryId" UUID,

    CONSTRAINT "SpamEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MappingLesson" (
    "words" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "sourceId" UUID NOT NULL,
    "except" UUID[] DEFAULT ARRAY[]::UUID[],
    "taughtAt" TIMESTAMPTZ(3) NOT NULL,
    "taughtById" UUID,
    "taughtBy" TEXT NOT NULL,

    CONSTRAINT "MappingLesson_pkey" PRIMARY KEY ("words")
);

-- CreateIndex
CREATE INDEX "SpamEntry_list_addedAt_idx" ON "SpamEntry"("list", "addedAt");

-- CreateIndex
CREATE UNIQUE INDEX "SpamEntry_value_kind_key" ON "SpamEntry"("value", "kind");

-- CreateIndex
CREATE INDEX "MappingLesson_sourceId_idx" ON "MappingLesson"("sourceId");

-- AddForeignKey
ALTER TABLE "MappingLesson" ADD CONSTRAINT "MappingLesson_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who else sent this text, lately.
create index raw_delivery_text on "Delivery" ("textKey", "receivedAt") where "textKey" <> '';
-- What was taken for spam, or what a person said of it.
create index raw_delivery_spam on "Delivery" ("receivedAt") where state = 'spam' or ruling <> '';
