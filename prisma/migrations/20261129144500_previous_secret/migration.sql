-- AlterTable
ALTER TABLE "Source" ADD COLUMN     "previousSecretSealed" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "previousSecretUntil" TIMESTAMPTZ(3);
