-- Bytes that records speak of: files and long messages, each once, under its hash, in pieces.
create table record.content (
  site text not null,
  sha256 text not null,
  bytes bigint not null,
  pieces integer not null,
  kept_at timestamptz not null,
  constraint content_key primary key (site, sha256),
  constraint content_is_named_by_its_hash check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table record.content is 'Bytes that records speak of by their SHA-256. Append-only: a file that is removed from a record stays readable to the inspector.';
comment on column record.content.bytes is 'Size, bytes';

create table record.content_piece (
  site text not null,
  sha256 text not null,
  nth integer not null,
  piece bytea not null,
  constraint content_piece_key primary key (site, sha256, nth),
  constraint content_piece_is_of_a_content foreign key (site, sha256) references record.content (site, sha256)
);
comment on table record.content_piece is 'Pieces of 1 MiB, so that neither server nor browser holds a whole file in memory';
-- what is compressed already would only cost time
alter table record.content_piece alter column piece set storage external;

comment on table record.file is 'A file tied to a record. Its content lies in record.content under its hash, so that it is stored once and cannot change unseen.';
