-- DropIndex
DROP INDEX "Entry_originKey_formId_externalId_key";

-- AlterTable
ALTER TABLE "Entry" ADD COLUMN     "plugin" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "Entry_externalId_formId_originKey_idx" ON "Entry"("externalId", "formId", "originKey");
