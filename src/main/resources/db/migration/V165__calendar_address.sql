-- Under which secret address somebody's calendar can be subscribed to. The secret itself is kept nowhere: its SHA-256 finds
-- the row. Gone as soon as it is revoked or its person has left.
create table calendar_address (
    person varchar(64) primary key,
    secret_sha256 varchar(64) not null constraint calendar_address_secret unique,
    made_at timestamp with time zone not null
);
