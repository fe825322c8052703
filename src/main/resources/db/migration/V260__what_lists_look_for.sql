-- forms ask for the need of an agreement and for who has a deputy, among as many as there ever were
create index agreement_need_of_agreement on agreement_need (agreement_id);
create index absence_with_deputy on absence (deputy);
