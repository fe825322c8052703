-- Who may supervise, cover or decide is asked for in all services, and who has a deputy; without these, everybody is read.
create index person_by_role on person (person_role);
create index person_with_deputy on person (deputy);
