-- AlterTable
ALTER TABLE "AccessRequest" ADD COLUMN     "sender" TEXT NOT NULL DEFAULT '';
