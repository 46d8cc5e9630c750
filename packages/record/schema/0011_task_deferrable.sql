-- A restore brings the tables back one after another, in the order of their names, and holds them to each other at its end.
alter table record.task
  alter constraint a_task_is_one_that_a_rule_left deferrable initially immediate;
