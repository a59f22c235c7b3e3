-- An offer can be seen and paid from its moment on; who waited for it is let in beside the line.

alter table reservation add column payable_from timestamptz;
alter table admission add column granted boolean not null default false;

-- What the offering of returned seats knows: all open wishes in the order in which they were made, and
-- the seats that came back and were not taken since.

create table open_wish (
    wish_id        text   collate "C" primary key,
    user_id        text    not null,
    performance_id text    not null,
    seats          integer not null,
    section        text,
    made           bigint  not null,
    reservation_id text,
    payable_from   timestamptz,
    until          timestamptz,
    granted        boolean not null
);
create index on open_wish (performance_id, made) where reservation_id is null;
create index on open_wish (reservation_id) where reservation_id is not null;
create index on open_wish (payable_from, wish_id) where not granted;

create table returned_seat (
    seat_id        text primary key,
    performance_id text not null,
    free_from      timestamptz
);
create index on returned_seat (performance_id);

-- Every wish as it stands.

create table wish (
    wish_id          text   collate "C" primary key,
    user_id          text        not null,
    performance_id   text        not null,
    seats            integer     not null,
    section          text,
    status           text        not null,
    made             bigint      not null,
    made_at          timestamptz not null,
    reservation_id   text,
    payable_from     timestamptz,
    offer_expires_at timestamptz
);
create index on wish (user_id, made);
create index on wish (made) where status in ('WAITING', 'OFFERED');
