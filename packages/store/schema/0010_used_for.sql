-- breaking: a server of the version before asks for the column by its old name
-- It tells more than the input: the reason, when it happened and what was signed, each by a digest of its own.
alter table store.command_key rename column input_hash to used_for;
comment on column store.command_key.used_for is 'What the key was used for, by digests: the command with its input but for secrets, the reason, when it happened, what was signed';
