-- The London date on which a suspension ended last: the first session after it comes soon (A-br).
alter table agreement add column resumed_on date;
