-- Every node keeps its own view of the read models. When somebody else than its processor has written
-- the tables of one, its edition tells.

alter table token_entry add column edition bigint not null default 0;
drop table written_beside;

-- Whoever appends makes all others wait, so he may not pause before he commits: after three seconds
-- his transaction is no more. (Encore's own connections say so of every transaction.)

create or replace function append_in_order() returns trigger language plpgsql as $$
begin
    perform set_config('idle_in_transaction_session_timeout', '3s', true);
    perform pg_advisory_xact_lock(hashtext('encore.append'));
    return null;
end $$;

-- What went wrong when a payment that had not ended in time was driven on.

create table stalled_payment (
    payment_id text        primary key,
    tries      integer     not null,
    error      text        not null,
    tried_at   timestamptz not null
);

-- How many seats there are by now, for an arena is placed in parts.

alter table calendar add column placed bigint not null default 0;
update calendar set placed = (select count(*) from seat_map where seat_map.performance_id = calendar.performance_id);

-- A reservation that is being paid is not over when its hold is.

alter table reservation add column paying boolean not null default false;
update reservation set paying = true
  from payment where payment.reservation_id = reservation.reservation_id and payment.status = 'PENDING';
drop index reservation_hold_expires_at_idx;
create index on reservation (hold_expires_at, reservation_id) where status = 'PENDING' and not paying;
create index on admission (active_until, token_id) where active_until is not null;
drop index admission_active_until_idx;

-- The nodes that share this database.

create table node (
    name    text        primary key,
    seen_at timestamptz not null
);
