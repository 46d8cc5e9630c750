-- Answers to messages: what their sender asked for, and which message an answer of ours speaks of.
alter table integration.message
  add column confirmation text,
  add column answers uuid;
comment on column integration.message.confirmation is 'When its sender wants a ConfirmBOD: Always, OnError or Never (B2MML, ConfirmationCode)';
comment on column integration.message.answers is 'The message that this one, going out, answers';
comment on column integration.message.file is 'SHA-256 of the bytes in record.content, where they are too long or too odd for the row';
create index message_by_answered on integration.message (site, answers) where answers is not null;
