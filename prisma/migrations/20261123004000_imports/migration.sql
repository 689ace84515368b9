-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "fileSize" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "uploaderId" UUID NOT NULL,
    "companyId" UUID,
    "stage" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "shape" JSONB NOT NULL,
    "columns" JSONB NOT NULL DEFAULT '[]',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "rowCount" INTEGER NOT NULL DEFAULT 0,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "importId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "values" JSONB NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "detail" TEXT NOT NULL DEFAULT '',
    "leadId" UUID,
    "leadNumber" INTEGER,
    "changes" JSONB,
    "undo" TEXT NOT NULL DEFAULT '',
    "undoReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("importId","line")
);

-- CreateIndex
CREATE INDEX "Import_uploaderId_createdAt_idx" ON "Import"("uploaderId", "createdAt");

-- CreateIndex
CREATE INDEX "Import_companyId_idx" ON "Import"("companyId");

-- CreateIndex
CREATE INDEX "Import_digest_idx" ON "Import"("digest");

-- CreateIndex
CREATE INDEX "ImportRow_importId_outcome_reason_line_idx" ON "ImportRow"("importId", "outcome", "reason", "line");

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_uploaderId_fkey" FOREIGN KEY ("uploaderId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is at work, which is asked each second.
create index raw_import_working on "Import" (id) where state = 'working';

-- A row is matched by its firm's name as well.
create index raw_lead_company_firm on "Lead" ("companyId", "firmKey") where "firmKey" <> '';

-- A lead that is taken back must not be looked for in the whole table.
create index raw_lead_previous on "Lead" ("previousLeadId") where "previousLeadId" is not null;

insert into "RolePermission" ("roleId", permission, scope)
select r.id, 'lead.import', g.scope from (values ('admin', 'any'), ('manager', 'company')) as g (role, scope)
  join "Role" r on r.key = g.role
on conflict do nothing;
