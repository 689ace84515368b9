-- CreateTable
CREATE TABLE "ListArrangement" (
    "userId" UUID NOT NULL,
    "columns" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ListArrangement_pkey" PRIMARY KEY ("userId")
);

-- AddForeignKey
ALTER TABLE "ListArrangement" ADD CONSTRAINT "ListArrangement_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
