-- AlterTable
ALTER TABLE "Entry" ADD COLUMN     "home" TEXT NOT NULL DEFAULT '';
