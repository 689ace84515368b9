-- CreateTable
CREATE TABLE "Reconciliation" (
    "id" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "askedById" UUID,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "detail" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReconciliationDay" (
    "reconciliationId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "expected" INTEGER NOT NULL,
    "arrived" INTEGER NOT NULL,
    "ends" JSONB NOT NULL,
    "told" JSONB NOT NULL,
    "missing" INTEGER NOT NULL,

    CONSTRAINT "ReconciliationDay_pkey" PRIMARY KEY ("reconciliationId","day")
);

-- CreateIndex
CREATE INDEX "Reconciliation_sourceId_askedAt_idx" ON "Reconciliation"("sourceId", "askedAt");

-- AddForeignKey
ALTER TABLE "Reconciliation" ADD CONSTRAINT "Reconciliation_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reconciliation" ADD CONSTRAINT "Reconciliation_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconciliationDay" ADD CONSTRAINT "ReconciliationDay_reconciliationId_fkey" FOREIGN KEY ("reconciliationId") REFERENCES "Reconciliation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
