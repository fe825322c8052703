-- What follows from a closure day is done in parts where it is much; a part that is done is no longer here.
create table closure_day_part (
    closure_day_id bigint not null references closure_day (id),
    part integer not null,
    slice varchar(200) not null,
    primary key (closure_day_id, part)
);
alter table closure_day add column parts integer default 0 not null;
alter table closure_day add column parts_done integer default 0 not null;
