-- AlterTable
ALTER TABLE "Reconciliation" ADD COLUMN     "site" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Source" ADD COLUMN     "proofToldAt" TIMESTAMPTZ(3),
ADD COLUMN     "pullToldAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ToldMissing" DROP CONSTRAINT "ToldMissing_pkey",
ADD COLUMN     "plugin" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "site" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "ToldMissing_pkey" PRIMARY KEY ("sourceId", "site", "plugin", "form", "externalId");
