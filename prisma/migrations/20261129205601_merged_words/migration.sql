-- CreateTable
CREATE TABLE "MergedWord" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "deliveryId" UUID NOT NULL,
    "said" JSONB NOT NULL,
    "changes" JSONB NOT NULL,

    CONSTRAINT "MergedWord_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MergedWord_entryId_idx" ON "MergedWord"("entryId");

-- AddForeignKey
ALTER TABLE "MergedWord" ADD CONSTRAINT "MergedWord_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
