-- CreateTable
CREATE TABLE "PulledItem" (
    "sourceId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "PulledItem_pkey" PRIMARY KEY ("sourceId","externalId")
);

-- AddForeignKey
ALTER TABLE "PulledItem" ADD CONSTRAINT "PulledItem_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
