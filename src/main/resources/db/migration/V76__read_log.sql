-- Every opening of what people wrote, and every reading refused; no content. Rows are only ever added, and each holds the
-- hash of the one before.
create table read_log (
    entry_number bigint not null primary key,
    read_at timestamp with time zone not null,
    reader varchar(64) not null,
    kind varchar(20) not null,
    business_key varchar(64) not null,
    version_number integer not null,
    -- on what ground it was read, or DENIED and why
    ground varchar(20) not null,
    denial varchar(20),
    route varchar(10) not null,
    grant_id bigint,
    previous_hash varchar(64) not null,
    entry_hash varchar(64) not null
);

create index read_log_thing on read_log (business_key, entry_number);

-- The end of the chain; locked while an entry is added, so that the nodes take turns.
create table read_log_head (
    id integer not null primary key check (id = 1),
    entry_number bigint not null,
    entry_hash varchar(64) not null
);

insert into read_log_head (id, entry_number, entry_hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
