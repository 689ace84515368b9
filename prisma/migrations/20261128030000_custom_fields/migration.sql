-- CreateTable
CREATE TABLE "CustomField" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,
    "labelEs" TEXT NOT NULL,
    "helpEn" TEXT NOT NULL DEFAULT '',
    "helpEs" TEXT NOT NULL DEFAULT '',
    "typeIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "takes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CustomField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FieldOption" (
    "fieldId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,
    "labelEs" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "FieldOption_pkey" PRIMARY KEY ("fieldId","key")
);

-- CreateTable
CREATE TABLE "LeadValue" (
    "leadId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "textKey" TEXT NOT NULL DEFAULT '',
    "number" DECIMAL(21,6),
    "cents" BIGINT,
    "currency" TEXT NOT NULL DEFAULT '',
    "day" DATE,
    "flag" BOOLEAN,
    "options" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "LeadValue_pkey" PRIMARY KEY ("leadId","fieldId")
);

-- CreateTable
CREATE TABLE "FieldFilling" (
    "id" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'working',
    "reason" TEXT NOT NULL DEFAULT '',
    "total" INTEGER NOT NULL,
    "cursor" UUID,
    "filled" INTEGER NOT NULL DEFAULT 0,
    "unreadable" INTEGER NOT NULL DEFAULT 0,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FieldFilling_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "CustomField_key_key" ON "CustomField"("key");

-- CreateIndex
CREATE INDEX "FieldFilling_fieldId_createdAt_idx" ON "FieldFilling"("fieldId", "createdAt");

-- AddForeignKey
ALTER TABLE "FieldOption" ADD CONSTRAINT "FieldOption_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "CustomField"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeadValue" ADD CONSTRAINT "LeadValue_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeadValue" ADD CONSTRAINT "LeadValue_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "CustomField"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldFilling" ADD CONSTRAINT "FieldFilling_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "CustomField"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A filter or an order by a field walks one of these; the lead comes last, so that a page goes on where the one before
-- ended. Written as lib/leads/custom-fields/catalogue.ts asks.
create index "raw_LeadValue_text" on "LeadValue" ("fieldId", (left("textKey", 100) collate "C"), "leadId") where "textKey" <> '';
create index "raw_LeadValue_words" on "LeadValue" using gin ("textKey" gin_trgm_ops) where "textKey" <> '';
create index "raw_LeadValue_number" on "LeadValue" ("fieldId", "number", "leadId") where "number" is not null;
create index "raw_LeadValue_money" on "LeadValue" ("fieldId", ("cents" / 100.0), "leadId") where "cents" is not null;
create index "raw_LeadValue_day" on "LeadValue" ("fieldId", "day", "leadId") where "day" is not null;
create index "raw_LeadValue_flag" on "LeadValue" ("fieldId", "flag", "leadId") where "flag" is not null;
create index "raw_LeadValue_option" on "LeadValue" ("fieldId", ("options"[1]), "leadId") where "options" <> '{}';
create index "raw_LeadValue_options" on "LeadValue" using gin ("options") where "options" <> '{}';
