-- What a year of purging and history clean-up takes away anyhow, so that a release's database stays small.
delete from mail where status = 'CAUGHT' and invitation_uid is null;
delete from ACT_HI_JOB_LOG;
delete from ACT_HI_ACTINST where END_TIME_ is not null and PROC_DEF_KEY_ in ('mailDelivery', 'dailySweep');
delete from ACT_HI_VARINST where PROC_DEF_KEY_ = 'mailDelivery';
delete from ACT_HI_DETAIL where PROC_DEF_KEY_ = 'mailDelivery';
delete from ACT_HI_PROCINST where END_TIME_ is not null and PROC_DEF_KEY_ = 'mailDelivery';
