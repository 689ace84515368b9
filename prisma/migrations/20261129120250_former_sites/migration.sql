-- CreateTable
CREATE TABLE "FormerSite" (
    "sourceId" UUID NOT NULL,
    "home" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3) NOT NULL,
    "leftById" UUID,

    CONSTRAINT "FormerSite_pkey" PRIMARY KEY ("sourceId","home")
);

-- AddForeignKey
ALTER TABLE "FormerSite" ADD CONSTRAINT "FormerSite_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormerSite" ADD CONSTRAINT "FormerSite_leftById_fkey" FOREIGN KEY ("leftById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
