-- The register of cases and pieces of work is kept by hand, too (B7).
alter table work_case add column initials text;
alter table work_case add column case_type varchar(20) default 'CASE' not null;
alter table work_case add column opened_on date;
-- London date of the last day; null while open
alter table work_case add column closed_on date;
update work_case set opened_on = added_on;
alter table work_case alter column opened_on set not null;
alter table work_case drop column added_on;

-- London date of the session, once a distributed record of it has the case; null again where a correction has it no longer
alter table session_case add column reviewed_on date;
update session_case
   set reviewed_on = (select cast(coalesce(session.outcome_actual_start_at, session.start_at) as date)
                        from supervision_session session
                       where session.id = session_case.session_id)
 where exists (select 1 from record_distribution distribution
                where distribution.session_id = session_case.session_id);

-- Of a record that nobody has read yet nothing is known.
update work_case
   set last_discussed_on = (select max(reviewed_on) from session_case
                             where session_case.work_case_id = work_case.id),
       last_in_depth_on = (select max(reviewed_on) from session_case
                            where session_case.work_case_id = work_case.id and session_case.in_depth);
