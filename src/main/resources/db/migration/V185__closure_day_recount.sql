-- How many tasks got another due date when open deadlines were counted anew with the day off; null where they stayed.
alter table closure_day add column tasks_moved integer;
