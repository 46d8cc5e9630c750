-- A report that did not fit the record waits for a person as what a rule left does: whoever has seen to it says so in record.task.
alter table record.task
  drop constraint a_task_is_one_that_a_rule_left;

create function record.refuse_task_of_nothing() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from store.task where site = new.site and id = new.id)
    or exists (select from store.kept_report where site = new.site and id = new.id) then
    return null;
  end if;
  raise exception 'nothing was left to a person under %', new.id
    using errcode = 'foreign_key_violation', constraint = 'a_task_is_one_that_was_left', schema = 'record', table = 'task';
end $$;
comment on function record.refuse_task_of_nothing() is 'Nobody settles what was never left: by a rule in store.task, or by a report in store.kept_report';

-- as a key would: a restore brings the tables back one after another and holds them to each other at its end
create constraint trigger a_task_is_one_that_was_left
  after insert or update of site, id on record.task
  deferrable initially immediate
  for each row execute function record.refuse_task_of_nothing();

comment on table record.task is 'What was left to a person (store.task, store.kept_report), once somebody has seen to it';
