-- A record that nobody is left to write: the line manager has said so, and why stands in record_chase (A6.1, B8).
alter table supervision_record add column left_out_at timestamp with time zone;
