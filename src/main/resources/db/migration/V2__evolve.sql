-- The day a performance is on is a fact of its event, no longer a matter of a setting. Those announced
-- before were in Seoul (see PerformanceScheduledWithoutZone).

alter table calendar add column day date;
update calendar set day = (starts_at at time zone 'Asia/Seoul')::date;
alter table calendar alter column day set not null;
create index on calendar (day);
drop index calendar_starts_at_idx;
