-- Everything the home page counts by, so that its numbers are read from the index alone, without the rows.
create index raw_lead_numbers on "Lead" ("receivedAt") include ("statusId", "ownerId", "sourceId", "companyId", "firstResponseAt");
