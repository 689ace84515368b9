-- CreateTable
CREATE TABLE "Webhook" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "events" TEXT[],
    "everyCompany" BOOLEAN NOT NULL DEFAULT false,
    "companyIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "allowsPrivate" BOOLEAN NOT NULL DEFAULT false,
    "secretSealed" TEXT NOT NULL,
    "previousSealed" TEXT NOT NULL DEFAULT '',
    "previousUntil" TIMESTAMPTZ(3),
    "keeperId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "fromXid" TEXT NOT NULL,
    "failingSince" TIMESTAMPTZ(3),
    "lastSentAt" TIMESTAMPTZ(3),
    "offReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "eventSeq" BIGINT,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "triedAt" TIMESTAMPTZ(3),
    "problem" TEXT NOT NULL DEFAULT '',
    "status" INTEGER,
    "answer" TEXT NOT NULL DEFAULT '',
    "durationMs" INTEGER,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Webhook_keeperId_idx" ON "Webhook"("keeperId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_webhookId_id_idx" ON "WebhookDelivery"("webhookId", "id");

-- CreateIndex
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_webhookId_eventSeq_key" ON "WebhookDelivery"("webhookId", "eventSeq");

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_keeperId_fkey" FOREIGN KEY ("keeperId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is to be sent, and when: a handful of rows of many.
create index raw_webhook_delivery_next on "WebhookDelivery" ("webhookId", "nextAt") where "nextAt" is not null;

-- Nobody is owed what was told before there was an address to send it to.
insert into "ConsumerCursor" (name, xid, seq, "updatedAt") values ('webhooks', pg_current_xact_id()::text, 0, now());
