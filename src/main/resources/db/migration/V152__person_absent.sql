-- Days on which the people file says that somebody is away (A-br).
alter table person add column absent_from date;
alter table person add column absent_until date;
