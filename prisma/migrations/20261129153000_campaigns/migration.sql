-- The campaigns of a company, one after the other, and each one's leads by when they came. A campaign's name is 300
-- characters at most, which an entry of an index may hold.
create index raw_lead_by_campaign on "Lead" ("companyId", "utmCampaign" collate "C", "receivedAt") where "utmCampaign" <> '';
