-- The last day on which a deputy acts, where that ends before the absence (A-br).
alter table absence add column deputy_until date;
