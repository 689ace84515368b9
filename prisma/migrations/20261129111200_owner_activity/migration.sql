-- The board's columns by person, in the order of what happened last. With what the filters ask beside it, as the others:
-- without that the planner walks the index of all leads past those of everybody else.
create index raw_lead_by_owner_activity on "Lead" ("ownerId", "lastActivityAt", id)
  include ("statusId", "companyId", "leadTypeId", "sourceId", priority, "firstResponseAt", "receivedAt");
