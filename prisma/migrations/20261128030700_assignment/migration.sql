-- CreateTable
CREATE TABLE "AssignmentVersion" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "rules" JSONB NOT NULL DEFAULT '[]',
    "caps" JSONB NOT NULL DEFAULT '{}',
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL DEFAULT '',
    "restoredFrom" INTEGER,

    CONSTRAINT "AssignmentVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssignmentTurn" (
    "ruleId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "credit" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "day" DATE NOT NULL,
    "given" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "AssignmentTurn_pkey" PRIMARY KEY ("ruleId","userId")
);

-- CreateTable
CREATE TABLE "PastResult" (
    "leadTypeId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "won" INTEGER NOT NULL,
    "lost" INTEGER NOT NULL,

    CONSTRAINT "PastResult_pkey" PRIMARY KEY ("leadTypeId","userId")
);

-- CreateTable
CREATE TABLE "ResponseWatch" (
    "leadId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "ruleId" UUID NOT NULL,
    "ruleName" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "remind" INTEGER,
    "takeBack" INTEGER,
    "step" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "takenFrom" UUID[] DEFAULT ARRAY[]::UUID[],

    CONSTRAINT "ResponseWatch_pkey" PRIMARY KEY ("leadId")
);

-- CreateTable
CREATE TABLE "WaitingLead" (
    "leadId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "ruleId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "receipt" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "WaitingLead_pkey" PRIMARY KEY ("leadId")
);

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentVersion_number_key" ON "AssignmentVersion"("number");

-- CreateIndex
CREATE INDEX "ResponseWatch_dueAt_idx" ON "ResponseWatch"("dueAt");

-- CreateIndex
CREATE INDEX "Assignment_occurredAt_idx" ON "Assignment"("occurredAt");

-- CreateIndex
CREATE INDEX "WaitingLead_ruleId_since_idx" ON "WaitingLead"("ruleId", "since");

-- AddForeignKey
ALTER TABLE "ResponseWatch" ADD CONSTRAINT "ResponseWatch_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WaitingLead" ADD CONSTRAINT "WaitingLead_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A receipt says what was known then: it is written once. (A lead that is merged takes its assignments along.)
create function refuse_receipt_change() returns trigger language plpgsql as $$
begin
  raise exception 'receipts are written once';
end $$;
create trigger assignment_receipt_written_once before update on "Assignment" for each row
  when (old.receipt is distinct from new.receipt or old."ownerId" is distinct from new."ownerId"
    or old.method is distinct from new.method or old.reason is distinct from new.reason)
  execute function refuse_receipt_change();
