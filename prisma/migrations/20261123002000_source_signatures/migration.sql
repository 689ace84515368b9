-- AlterTable
ALTER TABLE "Source" ADD COLUMN     "requireSignature" BOOLEAN NOT NULL DEFAULT false;
