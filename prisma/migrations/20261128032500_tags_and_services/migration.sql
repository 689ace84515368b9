-- CreateTable
CREATE TABLE "Tag" (
    "name" TEXT NOT NULL,
    "tone" TEXT NOT NULL DEFAULT 'gray',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "successor" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Service" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,
    "labelEs" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WordMove" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT[],
    "to" TEXT,
    "userId" UUID,
    "state" TEXT NOT NULL DEFAULT 'working',
    "total" INTEGER NOT NULL DEFAULT 0,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WordMove_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Service_key_key" ON "Service"("key");

-- CreateIndex
CREATE INDEX "WordMove_kind_createdAt_idx" ON "WordMove"("kind", "createdAt");

-- The tags that leads have, and that rules give, are there to be chosen from the first day.
insert into "Tag" (name)
select distinct btrim(tag) from (
  select unnest(tags) as tag from "Lead"
  union all
  select jsonb_array_elements_text(r.rule -> 'effect' -> 'tags')
    from "RuleVersion" v cross join lateral jsonb_array_elements(v.rules) as r(rule)
   where jsonb_typeof(r.rule -> 'effect' -> 'tags') = 'array'
) known where btrim(tag) <> ''
on conflict do nothing;

-- What leads ask for most are services from the first day, as it was mostly written; the rest waits in the settings.
insert into "Service" (id, key, "labelEn", "labelEs", position)
select gen_random_uuid(), 'service-' || row_number() over (order by leads desc, key), text, text, row_number() over (order by leads desc, key)
  from (
    select "serviceKey" as key, mode() within group (order by service) as text, count(*) as leads from "Lead"
     where "serviceKey" <> '' and char_length(service) <= 120 group by 1 having count(*) >= 5 order by 3 desc, 1 limit 40) frequent;
