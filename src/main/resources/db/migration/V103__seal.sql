-- An entry's seal names its key and is longer than a plain hash.
alter table read_log alter column previous_hash set data type varchar(80);
alter table read_log alter column entry_hash set data type varchar(80);
alter table read_log_head alter column entry_hash set data type varchar(80);

-- That an agreement, a session or a signature was made, and what it said, under a key that the database doesn't hold. Rows
-- are only ever added, and each seals the one before. They outlive what they are about: a file that was disposed of is
-- known by its certificate, which is sealed too.
create table seal (
    seal_number bigint not null primary key,
    subject_table varchar(40) not null,
    subject_id bigint not null,
    -- 0 where it belongs to none
    agreement_id bigint not null,
    fingerprint varchar(80) not null,
    previous_seal varchar(80) not null,
    seal varchar(80) not null,
    unique (subject_table, subject_id)
);

-- The end of the chain; locked while a seal is added, so that the nodes take turns.
create table seal_head (
    id integer not null primary key check (id = 1),
    seal_number bigint not null,
    seal varchar(80) not null
);

insert into seal_head (id, seal_number, seal)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
