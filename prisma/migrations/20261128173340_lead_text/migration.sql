-- CreateTable
CREATE TABLE "LeadText" (
    "leadId" UUID NOT NULL,
    "searchText" TEXT NOT NULL,
    "likeText" TEXT NOT NULL,
    "contactNameKey" TEXT NOT NULL,
    "firmKey" TEXT NOT NULL,
    "serviceKey" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "phoneKey" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "subChannel" TEXT NOT NULL,
    "utmCampaign" TEXT NOT NULL,
    "utmSource" TEXT NOT NULL,
    "utmMedium" TEXT NOT NULL,
    "utmTerm" TEXT NOT NULL,
    "utmContent" TEXT NOT NULL,
    "pageUrl" TEXT NOT NULL,

    CONSTRAINT "LeadText_pkey" PRIMARY KEY ("leadId")
);

-- AddForeignKey
ALTER TABLE "LeadText" ADD CONSTRAINT "LeadText_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What leads already say.
insert into "LeadText" (
    "leadId", "searchText", "likeText", "contactNameKey", "firmKey", "serviceKey", "emailKey", "phoneKey",
    "channel", "subChannel", "utmCampaign", "utmSource", "utmMedium", "utmTerm", "utmContent", "pageUrl")
  select
    l."id", l."searchText", l."contactNameKey" || ' ' || l."firmKey" || ' ' || l."emailKey",
    left(l."contactNameKey", 100), left(l."firmKey", 100), left(l."serviceKey", 100), left(l."emailKey", 100),
    left(l."phoneKey", 100), left(l."channel", 100), left(l."subChannel", 100), left(l."utmCampaign", 100),
    left(l."utmSource", 100), left(l."utmMedium", 100), left(l."utmTerm", 100), left(l."utmContent", 100),
    left(l."pageUrl", 100)
    from "Lead" l;

create function keep_lead_texts() returns trigger language plpgsql as $$
begin
  insert into "LeadText" (
      "leadId", "searchText", "likeText", "contactNameKey", "firmKey", "serviceKey", "emailKey", "phoneKey",
      "channel", "subChannel", "utmCampaign", "utmSource", "utmMedium", "utmTerm", "utmContent", "pageUrl")
    select
      l."id", l."searchText", l."contactNameKey" || ' ' || l."firmKey" || ' ' || l."emailKey",
      left(l."contactNameKey", 100), left(l."firmKey", 100), left(l."serviceKey", 100),
      left(l."emailKey", 100), left(l."phoneKey", 100), left(l."channel", 100), left(l."subChannel", 100),
      left(l."utmCampaign", 100), left(l."utmSource", 100), left(l."utmMedium", 100), left(l."utmTerm", 100),
      left(l."utmContent", 100), left(l."pageUrl", 100)
      from written l;
  return null;
end $$;

create function keep_lead_text() returns trigger language plpgsql as $$
begin
  update "LeadText" set (
      "searchText", "likeText", "contactNameKey", "firmKey", "serviceKey", "emailKey", "phoneKey", "channel",
      "subChannel", "utmCampaign", "utmSource", "utmMedium", "utmTerm", "utmContent", "pageUrl") = (
      new."searchText", new."contactNameKey" || ' ' || new."firmKey" || ' ' || new."emailKey",
      left(new."contactNameKey", 100), left(new."firmKey", 100), left(new."serviceKey", 100),
      left(new."emailKey", 100), left(new."phoneKey", 100), left(new."channel", 100),
      left(new."subChannel", 100), left(new."utmCampaign", 100), left(new."utmSource", 100),
      left(new."utmMedium", 100), left(new."utmTerm", 100), left(new."utmContent", 100),
      left(new."pageUrl", 100))
   where "leadId" = new.id;
  return null;
end $$;

create trigger lead_texts_kept after insert on "Lead" referencing new table as written
  for each statement execute function keep_lead_texts();
create trigger lead_text_kept after update on "Lead" for each row
  when ((old."searchText", old."contactNameKey", old."firmKey", old."serviceKey", old."emailKey", old."phoneKey", old."channel", old."subChannel", old."utmCampaign", old."utmSource", old."utmMedium", old."utmTerm", old."utmContent", old."pageUrl")
    is distinct from (new."searchText", new."contactNameKey", new."firmKey", new."serviceKey", new."emailKey", new."phoneKey", new."channel", new."subChannel", new."utmCampaign", new."utmSource", new."utmMedium", new."utmTerm", new."utmContent", new."pageUrl"))
  execute function keep_lead_text();

-- The trigram indexes were half of what a change of a lead cost, each change writing them anew.
drop index raw_lead_search, raw_lead_similar, raw_lead_by_name, raw_lead_by_firm;
create index raw_text_search on "LeadText" using gin ("searchText" gin_trgm_ops);
create index raw_text_like on "LeadText" using gin ("likeText" gin_trgm_ops);
create index raw_text_by_name on "LeadText" ("contactNameKey", "leadId");
create index raw_text_by_firm on "LeadText" ("firmKey", "leadId");
create index raw_text_by_service on "LeadText" ("serviceKey" collate "C", "leadId");
create index raw_text_by_email on "LeadText" ("emailKey" collate "C", "leadId");
create index raw_text_by_phone on "LeadText" ("phoneKey" collate "C", "leadId");
create index raw_text_by_channel on "LeadText" ("channel" collate "C", "leadId");
create index raw_text_by_sub_channel on "LeadText" ("subChannel" collate "C", "leadId");
create index raw_text_by_campaign on "LeadText" ("utmCampaign" collate "C", "leadId");
create index raw_text_by_utm_source on "LeadText" ("utmSource" collate "C", "leadId");
create index raw_text_by_utm_medium on "LeadText" ("utmMedium" collate "C", "leadId");
create index raw_text_by_utm_term on "LeadText" ("utmTerm" collate "C", "leadId");
create index raw_text_by_utm_content on "LeadText" ("utmContent" collate "C", "leadId");
create index raw_text_by_page on "LeadText" ("pageUrl" collate "C", "leadId");

create index raw_lead_by_amount on "Lead" (coalesce("amountCents", -1), id);
create index raw_lead_by_touches on "Lead" ("touchCount", id);
create index raw_lead_by_submitted on "Lead" ("submittedAt", id);
create index raw_lead_by_assigned on "Lead" (coalesce("assignedAt", '-infinity'), id);
create index raw_lead_by_first_response on "Lead" (coalesce("firstResponseAt", '-infinity'), id);
create index raw_lead_by_status_changed on "Lead" ("statusChangedAt", id);

create or replace function similar_leads(typed text) returns table (id uuid, likeness real)
  language sql stable parallel safe
  set pg_trgm.word_similarity_threshold = 0.45
as $$
  select x."leadId", word_similarity(typed, x."likeText") from "LeadText" x where typed <% x."likeText"
$$;

analyze "LeadText";
