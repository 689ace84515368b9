-- Programs ask for what changed since they last asked.
create index raw_lead_by_updated on "Lead" ("updatedAt");
