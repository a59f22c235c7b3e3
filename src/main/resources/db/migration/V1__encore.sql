-- The past: what happened, in one order.

create table domain_event_entry (
    global_index         bigint generated always as identity primary key,
    aggregate_identifier text   not null,
    sequence_number      bigint not null,
    type                 text,
    event_identifier     text   not null,
    payload_type         text   not null,
    payload_revision     text,
    time_stamp           text   not null,
    payload              bytea  not null,
    meta_data            bytea,
    unique (aggregate_identifier, sequence_number)
);

create table snapshot_event_entry (
    aggregate_identifier text   not null,
    sequence_number      bigint not null,
    type                 text   not null,
    event_identifier     text   not null,
    payload_type         text   not null,
    payload_revision     text,
    time_stamp           text   not null,
    payload              bytea  not null,
    meta_data            bytea,
    primary key (aggregate_identifier, sequence_number)
);

-- Whoever appends holds this lock from before the first index is drawn until the commit is visible.
-- So indexes become visible in the order of their numbers, on all nodes: a reader that has seen event
-- n has seen everything before it, a gap is never filled later, and who joined the line first can be
-- proved. Many events in one transaction pay for it once.
create function append_in_order() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('encore.append'));
    return null;
end $$;

create trigger append_in_order before insert on domain_event_entry
    for each statement execute function append_in_order();

-- How far each processor has read, and what the payment saga knows.

create table token_entry (
    processor_name text    not null,
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);

-- A projection writes its rows and its position in one transaction. What a crash takes away of both
-- is read again, so nobody waits for the disk. Events, answers and the saga do wait.
create function views_need_no_flush() returns trigger language plpgsql as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    return new;
end $$;

create trigger views_need_no_flush before update on token_entry
    for each row when (new.processor_name like 'projection-%')
    execute function views_need_no_flush();

create table saga_entry (
    saga_id         text primary key,
    revision        text,
    saga_type       text,
    serialized_saga bytea
);

create table association_value_entry (
    id                bigint generated always as identity primary key,
    association_key   text,
    association_value text,
    saga_id           text,
    saga_type         text
);
create index on association_value_entry (saga_type, association_key, association_value);
create index on association_value_entry (saga_id, saga_type);

-- What admission knows: every living token, in the order of joining.

create table admission (
    token_id     text   primary key,
    user_id      text   not null,
    joined       bigint not null,
    active_until timestamptz
);
create index on admission (joined) where active_until is null;
create index on admission (active_until) where active_until is not null;

-- Requests sent with an Idempotency-Key, and what they were answered.

create table idempotency_key (
    user_id      text        not null,
    key          text        not null,
    request_hash bytea       not null,
    new_id       uuid        not null,
    created_at   timestamptz not null,
    lease_until  timestamptz not null,
    status       integer,
    location     text,
    content_type text,
    body         bytea,
    primary key (user_id, key)
);
create index on idempotency_key (created_at);

-- Read models: views of the past that can be dropped and read again.

create table line (
    token_id     text        primary key,
    user_id      text        not null,
    joined       bigint      not null,
    status       text        not null,
    issued_at    timestamptz not null,
    activated_at timestamptz,
    expires_at   timestamptz
);
create index on line (joined) where status = 'WAITING';
create index on line (activated_at);

create table calendar (
    performance_id text        primary key,
    title          text        not null,
    venue          text        not null,
    starts_at      timestamptz not null,
    total_seats    bigint      not null,
    sold           bigint      not null
);
create index on calendar (starts_at);

create table calendar_hold (
    seat_id        text        primary key,
    performance_id text        not null,
    held_until     timestamptz not null
);
create index on calendar_hold (performance_id, held_until);

create table seat_map (
    seat_id        text    primary key,
    performance_id text    not null,
    section        text    not null,
    row_number     integer not null,
    seat_number    integer not null,
    price          bigint  not null,
    status         text    not null,
    held_until     timestamptz,
    placed         bigint  not null,
    version        bigint  not null
);
create index on seat_map (performance_id, placed);
create index on seat_map (performance_id, version);
create index on seat_map (performance_id, held_until) where status = 'HELD';

create table reservation (
    reservation_id  text        primary key,
    user_id         text        not null,
    performance_id  text        not null,
    seat_id         text        not null,
    price           bigint      not null,
    status          text        not null,
    hold_expires_at timestamptz not null
);
create index on reservation (hold_expires_at) where status = 'PENDING';

create table point_balance (
    user_id text   primary key,
    balance bigint not null
);

create table point_history (
    position  bigint      primary key,
    user_id   text        not null,
    type      text        not null,
    amount    bigint      not null,
    balance   bigint      not null,
    reference text        not null,
    at        timestamptz not null
);
create index on point_history (user_id, position);

create table payment (
    payment_id     text        primary key,
    reservation_id text        not null,
    user_id        text        not null,
    amount         bigint      not null,
    status         text        not null,
    reason         text,
    balance        bigint,
    requested_at   timestamptz not null
);
create index on payment (requested_at) where status = 'PENDING';
