-- +goose Up
-- Belonging to a university, and consent to pass participations on to it.

-- The mail domains by which a university's own students are known.
create table university_domains (
  domain text primary key check (domain <> '' and domain = lower(domain)),
  org_id blob not null references organisations (id),
  added_by blob references accounts (id),
  added_at integer not null
) strict;
create index university_domains_by_org on university_domains (org_id);

alter table affiliations add column department text not null default '';
alter table affiliations add column grade text not null default '';
alter table affiliations add column status text not null default '' check (status in ('', 'enrolled', 'leave', 'graduated', 'expelled'));
alter table affiliations add column method text not null default '' check (method in ('', 'mail', 'number'));
-- A keyed hash of the university's mail address: it proves one person, and names nobody.
alter table affiliations add column mail_hash text not null default '';
-- The code that was sent to that address: its hash, until when, and how often somebody guessed.
alter table affiliations add column code_hash text not null default '';
alter table affiliations add column code_until integer;
alter table affiliations add column code_tries integer not null default 0 check (code_tries >= 0);
alter table affiliations add column asked_at integer;
alter table affiliations add column decided_by blob references accounts (id);
alter table affiliations add column decided_at integer;
alter table affiliations add column reason text not null default '';
alter table affiliations add column ended_at integer;
alter table affiliations add column ended_because text not null default '' check (ended_because in ('', 'refused', 'left', 'graduated', 'expelled'));
create unique index one_student_number on affiliations (org_id, number) where kind = 'student' and state = 'verified' and number <> '';
create unique index one_university_mail on affiliations (org_id, mail_hash) where state = 'verified' and mail_hash <> '';
create index affiliations_waiting on affiliations (org_id, asked_at) where state = 'pending';

-- What a student's status was on which day: the day of an activity decides.
create table affiliation_statuses (
  id blob primary key,
  affiliation_id blob not null references affiliations (id),
  status text not null check (status in ('enrolled', 'leave', 'graduated', 'expelled')),
  from_on text not null check (from_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source text not null check (source in ('student', 'staff', 'roster')),
  set_by blob references accounts (id),
  set_at integer not null
) strict;
create index affiliation_statuses_by_day on affiliation_statuses (affiliation_id, from_on);

-- Consent to pass participations on to one's university (제3자 제공).
create table provisions (
  id blob primary key,
  person_id blob not null references people (id),
  org_id blob not null references organisations (id),
  account_id blob not null references accounts (id),
  version text not null check (version <> ''),
  purpose text not null check (purpose <> ''),
  items text not null check (items <> ''),
  from_on text not null check (from_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  until_on text not null check (until_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  given_at integer not null,
  withdrawn_at integer,
  check (until_on >= from_on)
) strict;
create unique index one_provision on provisions (person_id, org_id) where withdrawn_at is null;
create index provisions_by_org on provisions (org_id, person_id);

-- A roster was compared with the registered, consenting students. What it said
-- of anybody else was never written down.
create table roster_checks (
  id blob primary key,
  org_id blob not null references organisations (id),
  file_rows integer not null,
  matched integer not null,
  refusals text not null,
  made_by blob not null references accounts (id),
  made_at integer not null
) strict;
create index roster_checks_by_org on roster_checks (org_id, made_at);

create table roster_differences (
  id blob primary key,
  check_id blob not null references roster_checks (id),
  affiliation_id blob not null references affiliations (id),
  kind text not null check (kind in ('status', 'name', 'missing', 'department', 'grade')),
  said text not null,
  taken_by blob references accounts (id),
  taken_at integer
) strict;
create index roster_differences_by_check on roster_differences (check_id);
