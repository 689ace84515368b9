-- The list of leads walks along one of these in its order until a page is full. Each carries what the filters ask, so that
-- a walk past many rows that don't fit reads the index alone: without that, an order and a filter that know nothing of each
-- other read the whole table.

create index raw_lead_by_received on "Lead" ("receivedAt", id)
  include ("statusId", "ownerId", "companyId", "leadTypeId", "sourceId", priority, "firstResponseAt");
create index raw_lead_by_activity on "Lead" ("lastActivityAt", id)
  include ("statusId", "ownerId", "companyId", "leadTypeId", "sourceId", priority, "firstResponseAt", "receivedAt");
create index raw_lead_by_number on "Lead" (number, id)
  include ("statusId", "ownerId", "companyId", "leadTypeId", "sourceId", priority, "firstResponseAt", "receivedAt");
-- A name may be of any length; an entry of an index may not.
create index raw_lead_by_name on "Lead" (left("contactNameKey", 100), id);
create index raw_lead_by_firm on "Lead" (left("firmKey", 100), id);

create index raw_lead_by_status on "Lead" ("statusId", "receivedAt", id)
  include ("ownerId", "companyId", "leadTypeId", "sourceId", priority, "firstResponseAt");
create index raw_lead_by_owner on "Lead" ("ownerId", "receivedAt", id)
  include ("statusId", "companyId", "leadTypeId", "sourceId", priority, "firstResponseAt");
create index raw_lead_by_company on "Lead" ("companyId", "receivedAt", id)
  include ("statusId", "ownerId", "leadTypeId", "sourceId", priority, "firstResponseAt");
create index raw_lead_by_source on "Lead" ("sourceId", "receivedAt", id);
create index raw_lead_by_type on "Lead" ("leadTypeId", "receivedAt", id);
create index raw_lead_by_priority on "Lead" (priority, "receivedAt", id) where priority <> 'normal';
create index raw_lead_uncontacted on "Lead" ("receivedAt", id) where "firstResponseAt" is null;
-- Hashed, because a campaign's name is whatever an address said, of any length.
create index raw_lead_campaign on "Lead" using hash (fold("utmCampaign")) where fold("utmCampaign") <> '';

-- For typing mistakes only names are compared: over whole messages it would take seconds.
create index raw_lead_similar on "Lead" using gin (("contactNameKey" || ' ' || "firmKey" || ' ' || "emailKey") gin_trgm_ops);

-- The operator that the index serves reads its threshold from a setting; a function can carry its own.
create function similar_leads(typed text) returns table (id uuid, likeness real)
  language sql stable parallel safe
  set pg_trgm.word_similarity_threshold = 0.45
as $$
  select l.id, word_similarity(typed, l."contactNameKey" || ' ' || l."firmKey" || ' ' || l."emailKey")
    from "Lead" l
   where typed <% (l."contactNameKey" || ' ' || l."firmKey" || ' ' || l."emailKey")
$$;
