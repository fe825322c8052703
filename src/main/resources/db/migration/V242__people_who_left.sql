-- Who has left is looked for on each morning and in the administration; without these, everybody is read.
create index person_leaving on person (leaving_on);
create index person_over on person (valid_until);
