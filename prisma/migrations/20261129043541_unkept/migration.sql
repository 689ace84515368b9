-- CreateTable
CREATE TABLE "Unkept" (
    "sourceId" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Unkept_pkey" PRIMARY KEY ("sourceId","hour")
);

-- AddForeignKey
ALTER TABLE "Unkept" ADD CONSTRAINT "Unkept_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
