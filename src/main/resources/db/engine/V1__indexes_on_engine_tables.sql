-- Without these two, polling for due timers and completing a task scan whole tables.
create index if not exists ACT_IDX_SV_JOB_DUEDATE on ACT_RU_JOB (DUEDATE_);
create index if not exists ACT_IDX_SV_TASK_PARENT on ACT_RU_TASK (PARENT_TASK_ID_);
