-- +goose Up
-- Belonging to a university, and consent to pass participations on to it.

-- The mail domains by which a university's own students are known.
create table university_domains (
  domain text primary key check (domain <> '' and domain = lower(domain)),
  org_id uuid not null references organisations (id),
  added_by uuid references accounts (id),
  added_at bigint not null
);
create index university_domains_by_org on university_domains (org_id);

alter table affiliations add column department text not null default '';
alter table affiliations add column grade text not null default '';
alter table affiliations add column status text not null default '' check (status in ('', 'enrolled', 'leave', 'graduated', 'expelled'));
alter table affiliations add column method text not null default '' check (method in ('', 'mail', 'number'));
-- A keyed hash of the university's mail address: it proves one person, and names nobody.
alter table affiliations add column mail_hash text not null default '';
-- The code that was sent to that address: its hash, until when, and how often somebody guessed.
alter table affiliations add column code_hash text not null default '';
alter table affiliations add column code_until bigint;
alter table affiliations add column code_tries integer not null default 0 check (code_tries >= 0);
alter table affiliations add column asked_at bigint;
alter table affiliations add column decided_by uuid references accounts (id);
alter table affiliations add column decided_at bigint;
alter table affiliations add column reason text not null default '';
alter table affiliations add column ended_at bigint;
alter table affiliations add column ended_because text not null default '' check (ended_because in ('', 'refused', 'left', 'graduated', 'expelled'));
create unique index one_student_number on affiliations (org_id, number) where kind = 'student' and state = 'verified' and number <> '';
create unique index one_university_mail on affiliations (org_id, mail_hash) where state = 'verified' and mail_hash <> '';
create index affiliations_waiting on affiliations (org_id, asked_at) where state = 'pending';

-- What a student's status was on which day: the day of an activity decides.
create table affiliation_statuses (
  id uuid primary key,
  affiliation_id uuid not null references affiliations (id),
  status text not null check (status in ('enrolled', 'leave', 'graduated', 'expelled')),
  from_on text not null check (from_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  source text not null check (source in ('student', 'staff', 'roster')),
  set_by uuid references accounts (id),
  set_at bigint not null
);
create index affiliation_statuses_by_day on affiliation_statuses (affiliation_id, from_on);

-- Consent to pass participations on to one's university (제3자 제공).
create table provisions (
  id uuid primary key,
  person_id uuid not null references people (id),
  org_id uuid not null references organisations (id),
  account_id uuid not null references accounts (id),
  version text not null check (version <> ''),
  purpose text not null check (purpose <> ''),
  items text not null check (items <> ''),
  from_on text not null check (from_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  until_on text not null check (until_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  given_at bigint not null,
  withdrawn_at bigint,
  check (until_on >= from_on)
);
create unique index one_provision on provisions (person_id, org_id) where withdrawn_at is null;
create index provisions_by_org on provisions (org_id, person_id);

-- A roster was compared with the registered, consenting students. What it said
-- of anybody else was never written down.
create table roster_checks (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  file_rows integer not null,
  matched integer not null,
  refusals text not null,
  made_by uuid not null references accounts (id),
  made_at bigint not null
);
create index roster_checks_by_org on roster_checks (org_id, made_at);

create table roster_differences (
  id uuid primary key,
  check_id uuid not null references roster_checks (id),
  affiliation_id uuid not null references affiliations (id),
  kind text not null check (kind in ('status', 'name', 'missing', 'department', 'grade')),
  said text not null,
  taken_by uuid references accounts (id),
  taken_at bigint
);
create index roster_differences_by_check on roster_differences (check_id);
