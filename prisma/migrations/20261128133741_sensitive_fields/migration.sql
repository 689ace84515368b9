-- CreateTable
CREATE TABLE "ApiKeyField" (
    "keyId" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "right" TEXT NOT NULL,

    CONSTRAINT "ApiKeyField_pkey" PRIMARY KEY ("keyId","field")
);

-- CreateTable
CREATE TABLE "RoleField" (
    "roleId" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "right" TEXT NOT NULL,

    CONSTRAINT "RoleField_pkey" PRIMARY KEY ("roleId","field")
);

-- AddForeignKey
ALTER TABLE "ApiKeyField" ADD CONSTRAINT "ApiKeyField_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "ApiKey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleField" ADD CONSTRAINT "RoleField_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Looks at leads are many: they go after a year unless somebody says otherwise.
insert into "AuditRetention" (kind, months) values ('looks', 12) on conflict do nothing;
