-- When a session was given to whoever holds it now, as a cover or with the file; null where it was booked with them.
alter table supervision_session add column given_at timestamp with time zone;
