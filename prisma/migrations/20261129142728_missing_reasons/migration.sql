-- AlterTable
ALTER TABLE "MissingEntry" ADD COLUMN     "unnamedAt" TIMESTAMPTZ(3),
ADD COLUMN     "why" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Reconciliation" ADD COLUMN     "troubles" JSONB NOT NULL DEFAULT '[]';

-- That a site is no more was kept as if it had been asked for these texts.
UPDATE "MissingEntry" m SET "gone" = false
  FROM "FormerSite" f WHERE f."sourceId" = m."sourceId" AND f."home" = m."site";
