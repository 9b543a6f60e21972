-- +goose Up
-- Who has gone: their rows keep the id and nothing else.
alter table people add column erased_at bigint;

-- An erasure is finished when its bytes are gone too: from the log of SQLite, from
-- the dead rows of PostgreSQL.
create table erasures (
  id uuid primary key,
  person_id uuid not null references people (id),
  asked_by uuid references accounts (id),
  at bigint not null,
  cleaned_at bigint
);
create index erasures_to_clean on erasures (at) where cleaned_at is null;

-- PostgreSQL samples values for its planner, and keeps the samples of a table
-- that has been emptied: of these there are none.
alter table search_terms alter column term set statistics 0;
alter table registrations alter column email set statistics 0;
alter table registrations alter column name set statistics 0;
alter table registrations alter column birth_on set statistics 0;
alter table codes alter column address set statistics 0;
