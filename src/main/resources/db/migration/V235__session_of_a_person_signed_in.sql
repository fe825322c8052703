-- Whoever is signed in, on whichever node: Spring Session's tables. What is in a session is encrypted.
create table spring_session (
    primary_id char(36) not null,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100),
    -- when a node last took on to ask the provider again whether the person may still be signed in
    rechecked_at timestamp with time zone,
    constraint pk_spring_session primary key (primary_id)
);
create unique index ix_spring_session_id on spring_session (session_id);
create index ix_spring_session_expiry on spring_session (expiry_time);

create table spring_session_attributes (
    session_primary_id char(36) not null,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint pk_spring_session_attributes primary key (session_primary_id, attribute_name),
    constraint fk_spring_session_attributes foreign key (session_primary_id)
        references spring_session (primary_id) on delete cascade
);
