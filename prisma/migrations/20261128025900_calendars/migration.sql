-- AlterTable
ALTER TABLE "Company" ADD COLUMN     "calendarId" UUID;

-- CreateTable
CREATE TABLE "WorkingCalendar" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL DEFAULT '',
    "week" JSONB NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkingCalendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Holiday" (
    "id" UUID NOT NULL,
    "calendarId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "yearly" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL,

    CONSTRAINT "Holiday_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonCalendar" (
    "userId" UUID NOT NULL,
    "calendarId" UUID,
    "week" JSONB,

    CONSTRAINT "PersonCalendar_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "Leave" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Leave_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Holiday_calendarId_day_key" ON "Holiday"("calendarId", "day");

-- CreateIndex
CREATE INDEX "PersonCalendar_calendarId_idx" ON "PersonCalendar"("calendarId");

-- CreateIndex
CREATE INDEX "Leave_userId_to_idx" ON "Leave"("userId", "to");

-- CreateIndex
CREATE INDEX "Company_calendarId_idx" ON "Company"("calendarId");

-- AddForeignKey
ALTER TABLE "Company" ADD CONSTRAINT "Company_calendarId_fkey" FOREIGN KEY ("calendarId") REFERENCES "WorkingCalendar"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Holiday" ADD CONSTRAINT "Holiday_calendarId_fkey" FOREIGN KEY ("calendarId") REFERENCES "WorkingCalendar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonCalendar" ADD CONSTRAINT "PersonCalendar_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonCalendar" ADD CONSTRAINT "PersonCalendar_calendarId_fkey" FOREIGN KEY ("calendarId") REFERENCES "WorkingCalendar"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Exactly one is the organisation's: at most one by this index, at least one because it can't be removed.
create unique index "raw_WorkingCalendar_isDefault" on "WorkingCalendar" ("isDefault") where "isDefault";

alter table "Holiday" add constraint "Holiday_name" check (name <> '');
alter table "Leave" add constraint "Leave_order" check ("from" <= "to");

-- Monday to Friday, nine to six; an admin says otherwise.
insert into "WorkingCalendar" (id, name, week, "isDefault") values (
  gen_random_uuid(), 'General', '[[[540,1080]],[[540,1080]],[[540,1080]],[[540,1080]],[[540,1080]],[],[]]', true);
