-- Counted for each request with a wrong token.
create index raw_delivery_quarantined on "Delivery" ("sourceId", "receivedAt") where state = 'quarantined';
