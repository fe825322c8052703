-- What a month owed, what of it was held on time, and how many cases went to a manager in it: null where a month was
-- counted before these were.
alter table compliance_line add column sessions_due integer;
alter table compliance_line add column held_on_time integer;
alter table compliance_line add column escalated integer;
