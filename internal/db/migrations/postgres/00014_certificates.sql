-- +goose Up
-- Who signs for an organisation, and the certificates that it has issued. A
-- certificate names nobody: the name lives with the person, and holder is a keyed
-- hash of it, by which a certificate knows whether it is still theirs.

create table signatories (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  title_ko text not null check (title_ko <> ''),
  name_ko text not null check (name_ko <> ''),
  title_en text not null,
  name_en text not null,
  set_by uuid references accounts (id),
  set_at bigint not null
);
create index signatories_by_org on signatories (org_id, set_at);

create table certificates (
  id uuid primary key,
  serial text not null unique check (serial <> ''),
  kind text not null check (kind in ('completion', 'activity', 'participation', 'volunteering', 'appointment', 'award')),
  participation_id uuid not null,
  entry_version integer not null,
  person_id uuid not null references people (id),
  holder text not null check (length(holder) in (0, 64)),
  org_id uuid not null references organisations (id),
  signatory_id uuid not null references signatories (id),
  issued_by uuid not null references accounts (id),
  issued_at bigint not null,
  revoked_by uuid references accounts (id),
  revoked_at bigint,
  reason text not null check (reason in ('', 'mistake', 'corrected', 'reissued', 'unfounded')),
  foreign key (participation_id, entry_version) references participation_entries (participation_id, version),
  check ((revoked_at is null) = (revoked_by is null)),
  check ((revoked_at is null) = (reason = ''))
);
create unique index one_live_certificate on certificates (participation_id, kind) where revoked_at is null;
create index certificates_by_person on certificates (person_id, issued_at);
create index certificates_by_entry on certificates (participation_id, entry_version);
