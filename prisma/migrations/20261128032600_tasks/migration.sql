-- AlterTable
ALTER TABLE "LeadDue" ADD COLUMN     "nextTaskAt" TIMESTAMPTZ(3),
ADD COLUMN     "nextTaskId" UUID;

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "leadId" UUID,
    "title" TEXT NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',
    "assigneeId" UUID NOT NULL,
    "createdById" UUID,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "dueDay" DATE,
    "repeat" TEXT NOT NULL DEFAULT '',
    "remindAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "doneById" UUID,
    "previousId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskFeed" (
    "userId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "TaskFeed_pkey" PRIMARY KEY ("userId")
);

-- CreateIndex
CREATE INDEX "Task_leadId_idx" ON "Task"("leadId");

-- CreateIndex
CREATE INDEX "Task_previousId_idx" ON "Task"("previousId");

-- CreateIndex
CREATE UNIQUE INDEX "TaskFeed_tokenHash_key" ON "TaskFeed"("tokenHash");

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_doneById_fkey" FOREIGN KEY ("doneById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskFeed" ADD CONSTRAINT "TaskFeed_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

create index "raw_LeadDue_nextTaskAt" on "LeadDue" ("nextTaskAt", "leadId") where "nextTaskAt" is not null;
-- What somebody still has to do, and whom to remind.
create index "raw_Task_open" on "Task" ("assigneeId", "dueAt") where "doneAt" is null;
create index "raw_Task_done" on "Task" ("doneById", "doneAt") where "doneAt" is not null;
create index "raw_Task_remindAt" on "Task" ("remindAt") where "remindAt" is not null and "remindedAt" is null and "doneAt" is null;

alter table "Task" add constraint "Task_title" check (title <> '');
