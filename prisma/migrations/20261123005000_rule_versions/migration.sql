-- Every save of a list of rules is kept; the newest of a source counts. Without a source: the list for every source.
create table "RuleVersion" (
    "id" uuid not null,
    "sourceId" uuid,
    "number" integer not null,
    "rules" jsonb not null default '[]',
    "otherwise" jsonb not null default '{}',
    "savedAt" timestamptz(3) not null,
    "savedBy" text not null default '',
    "restoredFrom" integer,

    constraint "RuleVersion_pkey" primary key ("id")
);

-- The list for every source has no source, and its numbers are unique all the same.
create unique index raw_rule_version_number on "RuleVersion" ("sourceId", number) nulls not distinct;

alter table "RuleVersion" add constraint "RuleVersion_sourceId_fkey"
  foreign key ("sourceId") references "Source"("id") on delete cascade on update cascade;

insert into "RuleVersion" (id, "sourceId", number, rules, "savedAt")
select gen_random_uuid(), "sourceId", 1,
       jsonb_agg(jsonb_build_object('id', id, 'name', name, 'condition', condition, 'effect', effect, 'stop', false)
                 order by position, id),
       now()
  from "ClassificationRule" group by "sourceId";

drop table "ClassificationRule";

alter table "Lead" add column "score" integer not null default 0;

-- As the list's other orders: it carries what the filters ask.
create index raw_lead_by_score on "Lead" (score, id)
  include ("statusId", "ownerId", "companyId", "leadTypeId", "sourceId", priority, "firstResponseAt", "receivedAt");
