-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "plannedAt" TIMESTAMPTZ(3),
ADD COLUMN     "plannedDay" DATE;
