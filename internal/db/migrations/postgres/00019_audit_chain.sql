-- +goose Up
-- What happened can be read and added to, and nothing else: rows of the trail are
-- neither changed nor removed, and seals tell when somebody did so behind our back.

-- Who does a piece of background work at the moment, so that two programs do not both.
create table worker_leases (
  task text primary key check (task <> ''),
  holder text not null,
  until bigint not null
);

-- Each seal covers the rows since the one before: see docs/audit-chain.md.
create table audit_seals (
  n bigint primary key check (n > 0),
  at bigint not null,
  audit_to bigint not null check (audit_to >= 0),
  audit_rows bigint not null check (audit_rows >= 0),
  access_to bigint not null check (access_to >= 0),
  access_rows bigint not null check (access_rows >= 0),
  unmasking_to bigint not null check (unmasking_to >= 0),
  unmasking_rows bigint not null check (unmasking_rows >= 0),
  ledger_to bigint not null check (ledger_to >= 0),
  ledger_rows bigint not null check (ledger_rows >= 0),
  hash text not null unique check (length(hash) = 64),
  check (audit_rows + access_rows + unmasking_rows + ledger_rows > 0)
);

-- How far a look at the whole chain has come, and what it found.
create table audit_checks (
  id uuid primary key,
  asked_by uuid not null references accounts (id),
  started_at bigint not null,
  seen_at bigint not null,
  finished_at bigint,
  seals bigint not null check (seals >= 0),
  seals_done bigint not null check (seals_done >= 0),
  rows_done bigint not null check (rows_done >= 0),
  unsealed bigint not null check (unsealed >= 0),
  head text not null,
  breaches text not null
);
create index audit_checks_by_time on audit_checks (started_at);

-- An audit is opened by an administrator; only inside an open one an auditor reads.
create table audits (
  id uuid primary key,
  name text not null check (name <> ''),
  document_number text not null check (document_number <> ''),
  everything boolean not null,
  from_on text not null check (from_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  to_on text not null check (to_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  opened_by uuid not null references accounts (id),
  opened_at bigint not null,
  closed_by uuid references accounts (id),
  closed_at bigint,
  check (to_on >= from_on),
  check ((closed_by is null) = (closed_at is null))
);
create index audits_by_time on audits (opened_at);

create table audit_orgs (
  audit_id uuid not null references audits (id),
  org_id uuid not null references organisations (id),
  primary key (audit_id, org_id)
);
create index audit_orgs_by_org on audit_orgs (org_id);

-- Whose name an auditor has uncovered, and why.
create table unmaskings (
  id bigint generated always as identity primary key,
  at bigint not null,
  audit_id uuid not null references audits (id),
  account_id uuid not null,
  origin text not null,
  person_id uuid not null,
  reason text not null check (reason <> '')
);
create index unmaskings_by_audit on unmaskings (audit_id, id);
create index unmaskings_by_person on unmaskings (person_id);

create index audit_by_time on audit (at);
create index access_log_by_time on access_log (at);

-- Numbers are drawn before a transaction commits, so that a higher one may be
-- seen before a lower one. Whoever is about to draw one says so first, until the
-- end of the transaction (this trigger runs before the first number is drawn);
-- the sealer waits for them: see internal/db/settle.go.
-- +goose StatementBegin
create or replace function ieum_draws_number() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(1768256877, 19);
  return null;
end
$$;
-- +goose StatementEnd
create trigger audit_no_update before update on audit for each row execute function ieum_append_only();
create trigger audit_no_delete before delete on audit for each row execute function ieum_append_only();
create trigger audit_no_truncate before truncate on audit for each statement execute function ieum_append_only();
create trigger access_log_no_update before update on access_log for each row execute function ieum_append_only();
create trigger access_log_no_delete before delete on access_log for each row execute function ieum_append_only();
create trigger access_log_no_truncate before truncate on access_log for each statement execute function ieum_append_only();
create trigger access_log_people_no_update before update on access_log_people for each row execute function ieum_append_only();
create trigger access_log_people_no_delete before delete on access_log_people for each row execute function ieum_append_only();
create trigger access_log_people_no_truncate before truncate on access_log_people for each statement execute function ieum_append_only();
create trigger unmaskings_no_update before update on unmaskings for each row execute function ieum_append_only();
create trigger unmaskings_no_delete before delete on unmaskings for each row execute function ieum_append_only();
create trigger unmaskings_no_truncate before truncate on unmaskings for each statement execute function ieum_append_only();
create trigger audit_seals_no_update before update on audit_seals for each row execute function ieum_append_only();
create trigger audit_seals_no_delete before delete on audit_seals for each row execute function ieum_append_only();
create trigger audit_seals_no_truncate before truncate on audit_seals for each statement execute function ieum_append_only();
create trigger audit_draws_number before insert on audit for each statement execute function ieum_draws_number();
create trigger access_log_draws_number before insert on access_log for each statement execute function ieum_draws_number();
create trigger unmaskings_draws_number before insert on unmaskings for each statement execute function ieum_draws_number();
