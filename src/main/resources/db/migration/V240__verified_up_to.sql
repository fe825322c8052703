-- Where the verification of all texts goes on, with what it has read and found so far: a column, a key, two numbers. Nothing
-- while none is under way.
alter table content_protection add column verified_up_to varchar(500);
