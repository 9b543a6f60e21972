-- +goose Up
-- Who has gone: their rows keep the id and nothing else.
alter table people add column erased_at integer;

-- An erasure is finished when its bytes are gone too: from the log of SQLite, from
-- the dead rows of PostgreSQL.
create table erasures (
  id blob primary key,
  person_id blob not null references people (id),
  asked_by blob references accounts (id),
  at integer not null,
  cleaned_at integer
) strict;
create index erasures_to_clean on erasures (at) where cleaned_at is null;
