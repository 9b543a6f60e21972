-- +goose Up
-- What people agreed to, in which version, when; and one platform role at a time.

create table consents (
  id blob primary key,
  person_id blob not null references people (id),
  account_id blob references accounts (id),
  document text not null check (document in ('terms', 'privacy', 'news', 'application', 'affiliation', 'provision')),
  version text not null check (version <> ''),
  agreed integer not null check (agreed in (0, 1)),
  ref text not null,
  at integer not null
) strict;
create index consents_by_person on consents (person_id, at);

create unique index one_live_platform_role on roles (account_id, duty) where revoked_at is null and org_id is null;
