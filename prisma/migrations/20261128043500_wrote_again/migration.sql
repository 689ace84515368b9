-- AlterTable
ALTER TABLE "LeadDue" ADD COLUMN     "wroteAgainAt" TIMESTAMPTZ(3);

create index "raw_LeadDue_wroteAgainAt" on "LeadDue" ("wroteAgainAt", "leadId") where "wroteAgainAt" is not null;
