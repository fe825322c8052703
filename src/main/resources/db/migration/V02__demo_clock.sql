-- How far the clock of a demo is ahead of the machine's; empty in a real installation.
create table demo_clock (
    id            integer not null primary key check (id = 1),
    offset_millis bigint  not null
);
