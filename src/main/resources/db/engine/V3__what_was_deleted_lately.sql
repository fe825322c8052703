-- The reconciler asks each day what was deleted in the last days: one job log entry, instance and task in thousands.
create index if not exists ACT_IDX_SV_HI_JOB_LOG on ACT_HI_JOB_LOG (JOB_STATE_, TIMESTAMP_);
create index if not exists ACT_IDX_SV_HI_PROC_END on ACT_HI_PROCINST (END_TIME_);
create index if not exists ACT_IDX_SV_HI_TASK_END on ACT_HI_TASKINST (DELETE_REASON_, END_TIME_);
create index if not exists ACT_IDX_SV_HI_RESTARTED on ACT_HI_PROCINST (RESTARTED_PROC_INST_ID_);
