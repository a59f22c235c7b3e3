-- How often the tables of a processor were written by somebody else than itself: what a node keeps of
-- them in memory is then no longer true (LiveTables).

create table written_beside (
    processor_name text   primary key,
    times          bigint not null
);

-- Nothing takes snapshots.

drop table snapshot_event_entry;
