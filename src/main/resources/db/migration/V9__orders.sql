-- A reservation is of several seats, and says itself that it is being paid. Its ids are compared byte by
-- byte, as Java does, whatever the database's language.

alter table reservation add column seats text;
update reservation set seats = seat_id || ':' || price;
alter table reservation alter column seats set not null;
alter table reservation drop column seat_id;

update reservation set status = 'PAYING' where paying;
drop index reservation_hold_expires_at_reservation_id_idx;
alter table reservation drop column paying;

alter table reservation alter column reservation_id type text collate "C";
create index on reservation (hold_expires_at, reservation_id) where status = 'PENDING';
create index on reservation (user_id, reservation_id);
create index on reservation (performance_id, reservation_id) where status in ('PAID', 'PAYING');

-- What the payment saga remembers of a payment under way.

update saga_entry
   set serialized_saga = convert_to((jsonb_set(saga #- '{payment,seat}', '{payment,seats}',
                                               jsonb_build_array(saga #> '{payment,seat}')))::text, 'UTF8')
  from (select saga_id as id, convert_from(serialized_saga, 'UTF8')::jsonb as saga from saga_entry) read
 where saga_id = id and saga #> '{payment,seat}' is not null;
