-- What was sealed: a range of events a row, each with a digest of its events and of the seal before.
-- Kept apart from the events, and worth keeping elsewhere too.

create table seal (
    number         bigint      primary key,
    first_position bigint      not null,
    last_position  bigint      not null,
    events         bigint      not null,
    digest         bytea       not null,
    sealed_at      timestamptz not null
);

-- Audits of the whole ledger: how far the running one is, and what the others found (as JSON).

create table audit (
    audit_id          text        primary key,
    state             text        not null,
    started_at        timestamptz not null,
    ended_at          timestamptz,
    step              text        not null,
    events            bigint      not null,
    total             bigint      not null,
    events_per_second bigint      not null,
    violations_found  bigint      not null,
    report            text
);
create index on audit (started_at);
