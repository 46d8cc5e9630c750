-- Nobody settles what no rule left: a task that is settled was written by the act that left it.
alter table record.task
  add constraint a_task_is_one_that_a_rule_left foreign key (site, id) references store.task (site, id);
