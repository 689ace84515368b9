-- Who was put out is out as a user, so that unlinking them lets nobody in
ALTER TABLE "User" ADD COLUMN     "outAt" TIMESTAMPTZ(3);
UPDATE "User" u SET "outAt" = d."outAt" FROM "DirectoryPerson" d WHERE d."userId" = u.id AND d."outAt" IS NOT NULL;
ALTER TABLE "DirectoryPerson" DROP COLUMN "outAt";

-- A check that would put out most people at once waits for an admin
ALTER TABLE "Directory" ADD COLUMN     "heldOut" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "outConfirmed" INTEGER NOT NULL DEFAULT 0;
