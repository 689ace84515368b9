-- AlterTable
ALTER TABLE "DirectoryPerson" ADD COLUMN     "via" TEXT NOT NULL DEFAULT 'directory';

-- AlterTable
ALTER TABLE "DirectoryRule" ADD COLUMN     "via" TEXT NOT NULL DEFAULT 'directory';

-- CreateTable
CREATE TABLE "IdentityProvider" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "on" BOOLEAN NOT NULL DEFAULT false,
    "issuer" TEXT NOT NULL DEFAULT '',
    "clientId" TEXT NOT NULL DEFAULT '',
    "secretSealed" TEXT NOT NULL DEFAULT '',
    "ca" TEXT NOT NULL DEFAULT '',
    "scopes" TEXT NOT NULL,
    "groupsClaim" TEXT NOT NULL,
    "accountClaim" TEXT NOT NULL,
    "trustsMail" BOOLEAN NOT NULL DEFAULT false,
    "label" TEXT NOT NULL DEFAULT '',
    "againDays" INTEGER NOT NULL DEFAULT 7,
    "triedAt" TIMESTAMPTZ(3),
    "problem" TEXT NOT NULL DEFAULT '',
    "detail" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "IdentityProvider_pkey" PRIMARY KEY ("id")
);
