-- Dead letters that the operator has given up: who, when and why, and which event of the store it
-- was. Kept for good and never changed, for a model that is built anew leaves the same events out.

create table discarded_letter (
    place               bigint      generated always as identity primary key,
    letter_id           text        not null unique,
    processing_group    text        not null,
    sequence_identifier text        not null,
    sequence_number     bigint,
    event_identifier    text        not null,
    time_stamp          text        not null,
    payload_type        text        not null,
    payload_revision    text,
    cause_message       text,
    discarded_by        text        not null,
    discarded_at        timestamptz not null,
    reason              text        not null
);
create index on discarded_letter (processing_group, event_identifier);

create function stays_as_it_is() returns trigger language plpgsql as $$
begin
    raise exception '% is never changed', tg_table_name;
end $$;

create trigger stays_as_it_is before update or delete or truncate on discarded_letter
    for each statement execute function stays_as_it_is();

-- The events that a model built aside has left out, because the old one could not take them in.

create table rebuild_put_aside (
    rebuild_id       text not null references rebuild on delete cascade,
    event_identifier text not null,
    primary key (rebuild_id, event_identifier)
);

-- Read models whose processor fails at the event after a position, as the node that runs it has said:
-- for all other nodes.

create table failing (
    processor_name text        primary key,
    position       bigint      not null,
    error          text        not null,
    since          timestamptz not null
);
