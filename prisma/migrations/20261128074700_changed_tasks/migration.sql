-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "changedAt" TIMESTAMPTZ(3);

-- What was changed before there was a place for it.
UPDATE "Task" t SET "changedAt" = e.at
  FROM (SELECT payload ->> 'taskId' AS id, max("occurredAt") AS at FROM "Event"
         WHERE name IN ('lead.taskChanged', 'task.changed') GROUP BY 1) e
 WHERE t.id::text = e.id;
