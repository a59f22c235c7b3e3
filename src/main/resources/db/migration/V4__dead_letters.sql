-- Events that a read model could not take in, and those of the same stream that wait behind them. A
-- letter holds a copy of its event. Its place is the order in which it was put here.

create table dead_letter (
    place               bigint generated always as identity,
    letter_id           text   primary key,
    processing_group    text   not null,
    sequence_identifier text   not null,
    sequence_index      bigint not null,
    message_type        text   not null,
    event_identifier    text   not null,
    time_stamp          text   not null,
    payload_type        text   not null,
    payload_revision    text,
    payload             bytea  not null,
    meta_data           bytea,
    type                text,
    aggregate_identifier text,
    sequence_number     bigint,
    token_type          text,
    token               bytea,
    enqueued_at         text   not null,
    last_touched        text   not null,
    processing_started  text,
    cause_type          text,
    cause_message       text,
    diagnostics         bytea,
    unique (processing_group, sequence_identifier, sequence_index)
);
create unique index on dead_letter (processing_group, place);
