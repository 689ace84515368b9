-- CreateTable
CREATE TABLE "BulkChange" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "set" JSONB NOT NULL,
    "query" TEXT NOT NULL DEFAULT '',
    "stage" TEXT NOT NULL DEFAULT 'run',
    "state" TEXT NOT NULL DEFAULT 'working',
    "reason" TEXT NOT NULL DEFAULT '',
    "total" INTEGER NOT NULL,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkChangeRow" (
    "changeId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "leadId" UUID NOT NULL,
    "leadNumber" INTEGER NOT NULL,
    "seen" JSONB,
    "outcome" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "changes" JSONB,
    "undo" TEXT NOT NULL DEFAULT '',
    "undoReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "BulkChangeRow_pkey" PRIMARY KEY ("changeId","line")
);

-- CreateIndex
CREATE INDEX "BulkChange_userId_createdAt_idx" ON "BulkChange"("userId", "createdAt");

-- AddForeignKey
ALTER TABLE "BulkChange" ADD CONSTRAINT "BulkChange_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkChangeRow" ADD CONSTRAINT "BulkChangeRow_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "BulkChange"("id") ON DELETE CASCADE ON UPDATE CASCADE;
