-- Read models are built anew in here, beside those that are read, under the same names.
create schema aside;

-- What was asked for, and how far it is: the position goes with the rows written aside.
create table rebuild (
    rebuild_id        text        primary key,
    projection        text        not null,
    purpose           text        not null,
    state             text        not null,
    position          bigint      not null,
    events_done       bigint      not null,
    events_total      bigint      not null,
    events_per_second bigint,
    started_at        timestamptz not null,
    ended_at          timestamptz,
    checked           jsonb,
    error             text
);

-- One read model is built once at a time, whichever node is asked.
create unique index on rebuild (projection) where state = 'RUNNING';
