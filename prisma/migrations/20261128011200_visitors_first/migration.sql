-- What visitors send is settled before history; either is found in its order however much of the other waits.
drop index raw_delivery_received;
create index raw_delivery_received on "Delivery" (history, id) where state = 'received';
