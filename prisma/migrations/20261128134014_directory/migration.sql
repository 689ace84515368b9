-- CreateTable
CREATE TABLE "Directory" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "on" BOOLEAN NOT NULL DEFAULT false,
    "host" TEXT NOT NULL DEFAULT '',
    "port" INTEGER NOT NULL DEFAULT 636,
    "security" TEXT NOT NULL DEFAULT 'tls',
    "ca" TEXT NOT NULL DEFAULT '',
    "reading" TEXT NOT NULL DEFAULT 'account',
    "bindDn" TEXT NOT NULL DEFAULT '',
    "passwordSealed" TEXT NOT NULL DEFAULT '',
    "bindTemplate" TEXT NOT NULL DEFAULT '',
    "base" TEXT NOT NULL DEFAULT '',
    "personFilter" TEXT NOT NULL,
    "userNameAttribute" TEXT NOT NULL,
    "firstNameAttribute" TEXT NOT NULL,
    "lastNameAttribute" TEXT NOT NULL,
    "emailAttribute" TEXT NOT NULL,
    "phoneAttribute" TEXT NOT NULL,
    "jobTitleAttribute" TEXT NOT NULL,
    "groupsBy" TEXT NOT NULL DEFAULT 'memberOf',
    "groupBase" TEXT NOT NULL DEFAULT '',
    "groupFilter" TEXT NOT NULL,
    "checkMinutes" INTEGER NOT NULL DEFAULT 15,
    "triedAt" TIMESTAMPTZ(3),
    "problem" TEXT NOT NULL DEFAULT '',
    "detail" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Directory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DirectoryRule" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "group" TEXT NOT NULL,
    "roleId" UUID NOT NULL,

    CONSTRAINT "DirectoryRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DirectoryRuleCompany" (
    "ruleId" UUID NOT NULL,
    "companyId" UUID NOT NULL,

    CONSTRAINT "DirectoryRuleCompany_pkey" PRIMARY KEY ("ruleId","companyId")
);

-- CreateTable
CREATE TABLE "DirectoryPerson" (
    "userId" UUID NOT NULL,
    "key" TEXT,
    "dn" TEXT NOT NULL DEFAULT '',
    "account" TEXT NOT NULL DEFAULT '',
    "group" TEXT NOT NULL DEFAULT '',
    "seenAt" TIMESTAMPTZ(3),
    "outReason" TEXT NOT NULL DEFAULT '',
    "outAt" TIMESTAMPTZ(3),
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DirectoryPerson_pkey" PRIMARY KEY ("userId")
);

-- CreateIndex
CREATE INDEX "DirectoryRule_roleId_idx" ON "DirectoryRule"("roleId");

-- CreateIndex
CREATE INDEX "DirectoryRuleCompany_companyId_idx" ON "DirectoryRuleCompany"("companyId");

-- CreateIndex
CREATE UNIQUE INDEX "DirectoryPerson_key_key" ON "DirectoryPerson"("key");

-- AddForeignKey
ALTER TABLE "DirectoryRule" ADD CONSTRAINT "DirectoryRule_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DirectoryRuleCompany" ADD CONSTRAINT "DirectoryRuleCompany_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "DirectoryRule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DirectoryRuleCompany" ADD CONSTRAINT "DirectoryRuleCompany_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DirectoryPerson" ADD CONSTRAINT "DirectoryPerson_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
