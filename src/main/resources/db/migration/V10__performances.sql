-- Every performance as it stands now. Its processor reads all events anew; what was announced before
-- is sold meanwhile, so its rows are there from the start.

create table performance (
    performance_id    text        primary key,
    title             text        not null,
    venue             text        not null,
    starts_at         timestamptz not null,
    day               date        not null,
    total_seats       bigint      not null,
    sections          text        not null,
    sales_open_at     timestamptz,
    sales_close_at    timestamptz,
    refundable_until  timestamptz,
    status            text        not null,
    cancelled_for     text
);
create index on performance (starts_at, performance_id);
create index on performance (day);

insert into performance (performance_id, title, venue, starts_at, day, total_seats, sections, status)
select performance_id, title, venue, starts_at, day, total_seats, '{"sections":[]}', 'OPEN' from calendar;

-- Buyers don't see those that are cancelled.

alter table calendar add column cancelled boolean not null default false;

-- What a row is called, and where a seat stands.

alter table seat_map add column row_label text;
alter table seat_map add column x double precision;
alter table seat_map add column y double precision;
