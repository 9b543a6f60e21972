-- +goose Up
-- Filters of a desk's list that somebody keeps under a name of their own.
create table saved_views (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  page text not null check (page in ('programs', 'applicants')),
  name text not null check (length(name) between 1 and 40),
  query text not null check (length(query) between 1 and 2000),
  created_at bigint not null
);
create unique index saved_views_name on saved_views (account_id, page, name);
