-- The id of the key for which a whole run found nothing left to encrypt anew: no need to look through all texts again.
alter table content_protection add column texts_moved_to varchar(8);
