-- AlterTable
ALTER TABLE "Source" ADD COLUMN     "pullCursor" TIMESTAMPTZ(3),
ADD COLUMN     "pullFrom" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "pullKind" TEXT NOT NULL DEFAULT 'predecessor',
ADD COLUMN     "pullShape" JSONB NOT NULL DEFAULT '{}';

-- A source that was pulled has its first pull, and its history, behind it.
UPDATE "Source" SET "pullCursor" = "lastPullAt";

-- AlterTable
ALTER TABLE "Pull" ADD COLUMN     "beatAt" TIMESTAMPTZ(3),
ADD COLUMN     "detail" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "pages" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stopAsked" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "total" INTEGER;

-- AlterTable
ALTER TABLE "Entry" ADD COLUMN     "sameKey" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "submittedAt" TIMESTAMPTZ(3),
ADD COLUMN     "via" TEXT NOT NULL DEFAULT '';

-- Few entries of one person with one text: found by that alone. What has no key is not looked for by it.
CREATE INDEX "raw_entry_same" ON "Entry" ("sameKey") WHERE "sameKey" <> '';
