-- Open tasks without an assignee, by their kind: of those that are not for both parties there are few, and no row is read
-- for the others.
create index if not exists ACT_IDX_SV_TASK_NOBODY on ACT_RU_TASK (ASSIGNEE_, TASK_DEF_KEY_, ID_);
