-- +goose Up
-- What people agreed to, in which version, when; and one platform role at a time.

create table consents (
  id uuid primary key,
  person_id uuid not null references people (id),
  account_id uuid references accounts (id),
  document text not null check (document in ('terms', 'privacy', 'news', 'application', 'affiliation', 'provision')),
  version text not null check (version <> ''),
  agreed boolean not null,
  ref text not null,
  at bigint not null
);
create index consents_by_person on consents (person_id, at);

create unique index one_live_platform_role on roles (account_id, duty) where revoked_at is null and org_id is null;
