-- Cockpit's history asks for the instances of one process that ended in a month.
create index if not exists ACT_IDX_SV_HI_KEY_END on ACT_HI_PROCINST (PROC_DEF_KEY_, END_TIME_);
