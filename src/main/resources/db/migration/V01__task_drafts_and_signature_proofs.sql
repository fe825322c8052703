-- What a person typed into a task's form so far. Engine ids are kept here only: a draft lives no longer than its task.
create table task_draft (
    task_id  varchar(64)              not null,
    user_id  varchar(64)              not null,
    content  text                     not null,
    version  integer                  not null,
    saved_at timestamp with time zone not null,
    primary key (task_id, user_id)
);

-- Proof that the password was just entered again, for this person, task and text (A6.2, A-sig, B-sig).
create table signature_proof (
    task_id    varchar(64)              not null,
    user_id    varchar(64)              not null,
    text_hash  varchar(64)              not null,
    expires_at timestamp with time zone not null,
    primary key (task_id, user_id)
);

create table signature_failure (
    user_id        varchar(64)              not null primary key,
    failures       integer                  not null,
    last_failed_at timestamp with time zone not null
);
