-- +goose Up
-- What happened can be read and added to, and nothing else: rows of the trail are
-- neither changed nor removed, and seals tell when somebody did so behind our back.

-- Who does a piece of background work at the moment, so that two programs do not both.
create table worker_leases (
  task text primary key check (task <> ''),
  holder text not null,
  until integer not null
) strict;

-- Each seal covers the rows since the one before: see docs/audit-chain.md.
create table audit_seals (
  n integer primary key check (n > 0),
  at integer not null,
  audit_to integer not null check (audit_to >= 0),
  audit_rows integer not null check (audit_rows >= 0),
  access_to integer not null check (access_to >= 0),
  access_rows integer not null check (access_rows >= 0),
  unmasking_to integer not null check (unmasking_to >= 0),
  unmasking_rows integer not null check (unmasking_rows >= 0),
  ledger_to integer not null check (ledger_to >= 0),
  ledger_rows integer not null check (ledger_rows >= 0),
  hash text not null unique check (length(hash) = 64),
  check (audit_rows + access_rows + unmasking_rows + ledger_rows > 0)
) strict;

-- How far a look at the whole chain has come, and what it found.
create table audit_checks (
  id blob primary key,
  asked_by blob not null references accounts (id),
  started_at integer not null,
  seen_at integer not null,
  finished_at integer,
  seals integer not null check (seals >= 0),
  seals_done integer not null check (seals_done >= 0),
  rows_done integer not null check (rows_done >= 0),
  unsealed integer not null check (unsealed >= 0),
  head text not null,
  breaches text not null
) strict;
create index audit_checks_by_time on audit_checks (started_at);

-- An audit is opened by an administrator; only inside an open one an auditor reads.
create table audits (
  id blob primary key,
  name text not null check (name <> ''),
  document_number text not null check (document_number <> ''),
  everything integer not null check (everything in (0, 1)),
  from_on text not null check (from_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  to_on text not null check (to_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  opened_by blob not null references accounts (id),
  opened_at integer not null,
  closed_by blob references accounts (id),
  closed_at integer,
  check (to_on >= from_on),
  check ((closed_by is null) = (closed_at is null))
) strict;
create index audits_by_time on audits (opened_at);

create table audit_orgs (
  audit_id blob not null references audits (id),
  org_id blob not null references organisations (id),
  primary key (audit_id, org_id)
) strict;
create index audit_orgs_by_org on audit_orgs (org_id);

-- Whose name an auditor has uncovered, and why.
create table unmaskings (
  id integer primary key autoincrement,
  at integer not null,
  audit_id blob not null references audits (id),
  account_id blob not null,
  origin text not null,
  person_id blob not null,
  reason text not null check (reason <> '')
) strict;
create index unmaskings_by_audit on unmaskings (audit_id, id);
create index unmaskings_by_person on unmaskings (person_id);

create index audit_by_time on audit (at);
create index access_log_by_time on access_log (at);

-- +goose StatementBegin
create trigger audit_no_update before update on audit begin select raise(abort, 'append-only: audit'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger audit_no_delete before delete on audit begin select raise(abort, 'append-only: audit'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger access_log_no_update before update on access_log begin select raise(abort, 'append-only: access_log'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger access_log_no_delete before delete on access_log begin select raise(abort, 'append-only: access_log'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger access_log_people_no_update before update on access_log_people begin select raise(abort, 'append-only: access_log_people'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger access_log_people_no_delete before delete on access_log_people begin select raise(abort, 'append-only: access_log_people'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger unmaskings_no_update before update on unmaskings begin select raise(abort, 'append-only: unmaskings'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger unmaskings_no_delete before delete on unmaskings begin select raise(abort, 'append-only: unmaskings'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger audit_seals_no_update before update on audit_seals begin select raise(abort, 'append-only: audit_seals'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger audit_seals_no_delete before delete on audit_seals begin select raise(abort, 'append-only: audit_seals'); end;
-- +goose StatementEnd
