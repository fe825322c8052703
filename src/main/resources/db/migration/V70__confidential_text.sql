-- These hold words of people too, and are longer once they are encrypted.
alter table supervision_session alter column location set data type text;
alter table session_proposal alter column location set data type text;
alter table session_case alter column file_reference set data type text;

-- That this database's texts are encrypted, with which keys, and what the last verification of signed texts found.
create table content_protection (
    id integer not null primary key check (id = 1),
    -- a text known to all, by which wrong keys are noticed at the start
    probe text not null,
    verified_at timestamp with time zone,
    verified_texts integer,
    findings integer
);
