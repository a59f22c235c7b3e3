-- Several lines, each with terms of its own, and a lobby before its doors open. Who waits stands in
-- the read model alone; admission keeps those whom it has let in.

alter table line add column line text not null default 'default';
alter table line alter column line drop default;
alter table line add column ended bigint;
alter table line add column reason text;
alter table line add column regain_until timestamptz;
alter table line add column returned_at timestamptz;
alter table line add column absences text;
update line set ended = joined where status <> 'WAITING';
drop index line_joined_idx;
create index on line (line, joined) where status = 'WAITING';
create index on line (line, joined);
create index on line (line, regain_until) where regain_until is not null;
create index on line (line, activated_at);
create index on line (line) where status = 'ACTIVE';
drop index line_activated_at_idx;

create table line_terms (
    line                  text    primary key,
    capacity              integer not null,
    admissions_per_minute bigint,
    state                 text    not null,
    message_ko            text,
    message_en            text,
    work                  integer not null,
    percent               integer not null,
    changed_at            timestamptz not null,
    opens_at              timestamptz,
    scheduled_at          timestamptz,
    commitment            text,
    beacon                text,
    closed_at             timestamptz,
    up_to                 bigint,
    size                  bigint,
    root                  text,
    round                 bigint,
    shuffled_at           timestamptz,
    randomness            text,
    signature             text,
    secret                text,
    seed                  text
);

-- Admission: a row for each token that is inside.

delete from admission where active_until is null;
alter table admission alter column active_until set not null;
alter table admission drop column joined;
alter table admission add column line text not null default 'default';
alter table admission alter column line drop default;
-- By its number and the moment it was let in, one is told who has not come.
alter table admission add column number bigint;
alter table admission add column admitted_at timestamptz;

-- How many each line has let in that are inside: the count is kept with what it counts, so that it costs
-- nothing to ask.

create table line_room (
    line       text             primary key,
    inside     bigint           not null,
    allowed    double precision not null default 0,
    allowed_at timestamptz
);
insert into line_room (line, inside)
select 'default', count(*) from admission where not granted;

create function count_inside(changed text, difference bigint) returns void language sql as $$
    insert into line_room as r (line, inside) values (changed, difference)
    on conflict (line) do update set inside = r.inside + excluded.inside;
$$;

create function count_inserted() returns trigger language plpgsql as $$
begin
    perform count_inside(line, count(*)) from now_inside where not granted group by line;
    return null;
end $$;
create trigger count_inserted after insert on admission
    referencing new table as now_inside for each statement execute function count_inserted();

create function count_deleted() returns trigger language plpgsql as $$
begin
    perform count_inside(line, -count(*)) from then_inside where not granted group by line;
    return null;
end $$;
create trigger count_deleted after delete on admission
    referencing old table as then_inside for each statement execute function count_deleted();

create function count_updated() returns trigger language plpgsql as $$
begin
    perform count_inside(line, sum(difference)::bigint)
       from (select line, 1 as difference from now_inside where not granted
             union all
             select line, -1 from then_inside where not granted) changed
      group by line having sum(difference) <> 0;
    return null;
end $$;
create trigger count_updated after update on admission
    referencing old table as then_inside new table as now_inside
    for each statement execute function count_updated();

-- The secrets that lobbies are shuffled with, until they are published.

create table lobby_secret (
    commitment text        primary key,
    line       text        not null,
    secret     text        not null,
    made_at    timestamptz not null
);

-- Which line lets in to a performance.

alter table performance add column line text not null default 'default';
alter table performance alter column line drop default;
