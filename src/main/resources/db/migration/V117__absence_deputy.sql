-- Who acts as manager for whoever is away, for as long as that lasts (A-br).
alter table absence add column deputy varchar(64);
