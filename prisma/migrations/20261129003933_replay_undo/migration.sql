-- AlterTable
ALTER TABLE "Replay" ADD COLUMN     "undoesId" UUID;

-- AlterTable
ALTER TABLE "ReplayItem" ADD COLUMN     "rulingId" UUID;
