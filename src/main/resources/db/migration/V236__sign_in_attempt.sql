-- Wrong passwords, so that every node counts them together: a row for each person and address (its hash), and one for each
-- person with all addresses (empty). Goes an hour after the last wrong password, and a while after the last right one.
create table sign_in_attempt (
    user_id varchar(64) not null,
    address_hash varchar(64) not null,
    failures int not null,
    last_failed_at timestamp with time zone,
    succeeded_at timestamp with time zone,
    constraint pk_sign_in_attempt primary key (user_id, address_hash)
);
