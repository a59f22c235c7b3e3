-- Who is there, as each node has seen it: sets of numbers of a line, those who are there until an
-- epoch (15 s since 1970). A crash of the database empties both tables: then nothing was watched, and
-- nobody was silent. So neither is logged. What is stored is compressed.

create unlogged table presence (
    epoch      bigint not null,
    line       text   collate "C" not null,
    generation bigint not null,
    node       text   collate "C" not null,
    numbers    bytea  not null,
    primary key (epoch, line, generation, node)
);
alter table presence alter column numbers set storage external;

-- The epochs for which a node vouches that all it was told in them is stored.

create unlogged table presence_watch (
    epoch  bigint  not null,
    node   text    collate "C" not null,
    leaves boolean not null,
    primary key (epoch, node)
);

-- Who was let in and has done something inside.

create table shown_up (
    line       text   collate "C" not null,
    generation bigint not null,
    numbers    bytea  not null,
    primary key (line, generation)
);
alter table shown_up alter column numbers set storage external;
