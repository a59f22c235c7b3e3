-- Refunds of cancelled performances that could not be made so far, and why. A row is forgotten when its
-- refund is made.

create table refund_failure (
    reservation_id  text        collate "C" primary key,
    performance_id  text        not null,
    tries           integer     not null,
    error           text        not null,
    tried_at        timestamptz not null
);
create index on refund_failure (performance_id, reservation_id);

-- What a cancellation has done, and has to do.

create index on performance (performance_id) where status = 'CANCELLED';
create index on reservation (performance_id, status) where status in ('PAID', 'PAYING', 'REFUNDED');
