-- Where whoever was named has refused, an answer may still be waited for (R126), and the days of waiting are counted anew.
update supervisor_change set accept_by = effective_on
where status = 'PLANNED' and accept_by is null and effective_on is not null
    and exists (select 1 from handover_refusal r where r.change_id = supervisor_change.id);
