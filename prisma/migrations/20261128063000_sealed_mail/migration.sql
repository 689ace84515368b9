-- AlterTable
ALTER TABLE "Mail" ADD COLUMN     "sealed" BOOLEAN NOT NULL DEFAULT false;
