-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "rehearsed" JSONB;

-- AlterTable
ALTER TABLE "Source" ADD COLUMN     "quietOneIn" INTEGER NOT NULL DEFAULT 10000;

-- CreateTable
CREATE TABLE "QuietAlarm" (
    "id" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT NOT NULL DEFAULT '',
    "expected" DOUBLE PRECISION NOT NULL,
    "arrived" INTEGER NOT NULL,
    "oneIn" DOUBLE PRECISION NOT NULL,
    "weeks" INTEGER NOT NULL,

    CONSTRAINT "QuietAlarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ToldMissing" (
    "sourceId" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ToldMissing_pkey" PRIMARY KEY ("sourceId","form","externalId")
);

-- CreateTable
CREATE TABLE "MailServer" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "host" TEXT NOT NULL DEFAULT '',
    "port" INTEGER NOT NULL DEFAULT 587,
    "security" TEXT NOT NULL DEFAULT 'starttls',
    "userName" TEXT NOT NULL DEFAULT '',
    "passwordSealed" TEXT NOT NULL DEFAULT '',
    "fromName" TEXT NOT NULL DEFAULT '',
    "fromAddress" TEXT NOT NULL DEFAULT '',
    "baseUrl" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "MailServer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT NOT NULL DEFAULT '',
    "detail" TEXT NOT NULL DEFAULT '',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "triedAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "nextAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "QuietAlarm_sourceId_openedAt_idx" ON "QuietAlarm"("sourceId", "openedAt");

-- CreateIndex
CREATE INDEX "Mail_triedAt_idx" ON "Mail"("triedAt");

-- AddForeignKey
ALTER TABLE "QuietAlarm" ADD CONSTRAINT "QuietAlarm_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ToldMissing" ADD CONSTRAINT "ToldMissing_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What waits to be sent is few of many.
create index raw_mail_waiting on "Mail" (id) where state in ('queued', 'sending');

-- Of two processes that find a form quiet at once, one says so.
create unique index raw_quiet_alarm_open on "QuietAlarm" ("sourceId") where "closedAt" is null;

-- How a source's arrivals ended is counted without reading those that ended well.
create index raw_delivery_set_apart_of_source on "Delivery" ("sourceId", "receivedAt") where state not in ('received', 'processed');
