-- AlterTable
ALTER TABLE "ImportRow" ADD COLUMN "notes" JSONB NOT NULL DEFAULT '[]';
