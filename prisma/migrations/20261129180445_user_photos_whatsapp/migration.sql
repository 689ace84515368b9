-- AlterTable
ALTER TABLE "User" ADD COLUMN     "whatsapp" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "UserPhoto" (
    "userId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UserPhoto_pkey" PRIMARY KEY ("userId")
);

-- CreateIndex
CREATE INDEX "UserPhoto_digest_idx" ON "UserPhoto"("digest");

-- AddForeignKey
ALTER TABLE "UserPhoto" ADD CONSTRAINT "UserPhoto_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
