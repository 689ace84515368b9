-- CreateTable
CREATE TABLE "UntoldLead" (
    "userId" UUID NOT NULL,
    "leadId" UUID NOT NULL,
    "giver" TEXT NOT NULL DEFAULT '',
    "rule" TEXT NOT NULL DEFAULT '',
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UntoldLead_pkey" PRIMARY KEY ("userId","leadId")
);

-- CreateTable
CREATE TABLE "ToldOfLeads" (
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ToldOfLeads_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "AlertOff" (
    "userId" UUID NOT NULL,
    "alert" TEXT NOT NULL,

    CONSTRAINT "AlertOff_pkey" PRIMARY KEY ("userId","alert")
);

-- AddForeignKey
ALTER TABLE "UntoldLead" ADD CONSTRAINT "UntoldLead_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ToldOfLeads" ADD CONSTRAINT "ToldOfLeads_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlertOff" ADD CONSTRAINT "AlertOff_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever was given a lead before there were alerts needn't be told, and the log needn't be read from its beginning.
insert into "ConsumerCursor" (name, xid, seq, "updatedAt") values ('given leads', pg_current_xact_id()::text, 0, now());
