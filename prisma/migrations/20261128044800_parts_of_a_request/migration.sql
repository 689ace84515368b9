create index "raw_delivery_parent" on "Delivery" ("parentId") where "parentId" is not null;
