-- The day while it stands, so that two who add it at the same moment add it once; null once it is removed
alter table closure_day add standing_on date;

update closure_day set standing_on = closed_on
 where id in (select min(id) from closure_day where removed_at is null group by closed_on);

alter table closure_day add constraint closure_day_stands_once unique (standing_on);

-- Who proposes what from when while it waits, so that a proposal that is sent twice is one; null once it is decided
alter table policy_version add open_hash varchar(64);

alter table policy_version add constraint policy_version_open_once unique (open_hash);
