-- AlterTable
ALTER TABLE "ContactAttempt" ADD COLUMN     "former" JSONB NOT NULL DEFAULT '{}';
