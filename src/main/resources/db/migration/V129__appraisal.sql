-- When the supervisee's performance appraisal is due, which runs beside supervision (B0); no more than the date.
create table appraisal_date (
    agreement_id bigint not null primary key references agreement (id),
    due_on date not null
);
