-- What Prisma's schema can't say. Indexes made here have names that begin with raw_.

create extension if not exists pg_trgm;

-- People say the number on the phone: long enough not to be mistaken for a count.
alter sequence "Lead_number_seq" restart with 10001;

-- Consumers read the log in this order.
create index raw_event_order on "Event" (xid, seq);

create function refuse_event_change() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only';
end $$;
create trigger event_append_only before update or delete on "Event" for each row execute function refuse_event_change();
create trigger event_no_truncate before truncate on "Event" for each statement execute function refuse_event_change();

-- The processor asks for what has arrived and isn't read yet; a small index however long the log grows.
create index raw_delivery_received on "Delivery" (id) where state = 'received';

create index raw_lead_search on "Lead" using gin ("searchText" gin_trgm_ops);
