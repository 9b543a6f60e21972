-- +goose Up
-- Who was there, meeting by meeting, and what the host confirmed of each person.
-- What was entered and what was confirmed is added to, never changed.

create table attendance_books (
  section_id uuid primary key references sections (id),
  threshold integer not null check (threshold between 1 and 100),
  set_by uuid references accounts (id),
  set_at bigint
);

create table attendance_sheets (
  session_id uuid primary key references sessions (id),
  section_id uuid not null references sections (id),
  version integer not null check (version > 0),
  saved_by uuid not null references accounts (id),
  saved_at bigint not null
);
create index attendance_sheets_by_section on attendance_sheets (section_id);

create table attendance_marks (
  session_id uuid not null references sessions (id),
  application_id uuid not null references applications (id),
  mark text not null check (mark in ('present', 'late', 'left_early', 'excused', 'absent')),
  primary key (session_id, application_id)
);
create index attendance_marks_by_application on attendance_marks (application_id);

create table attendance_entries (
  id uuid primary key,
  session_id uuid not null references sessions (id),
  application_id uuid not null references applications (id),
  before text not null check (before in ('', 'present', 'late', 'left_early', 'excused', 'absent')),
  mark text not null check (mark in ('present', 'late', 'left_early', 'excused', 'absent')),
  entered_by uuid not null references accounts (id),
  entered_at bigint not null,
  check (before <> mark)
);
create index attendance_entries_by_session on attendance_entries (session_id, entered_at);
create index attendance_entries_by_application on attendance_entries (application_id);

create table participations (
  id uuid primary key,
  application_id uuid not null unique references applications (id),
  section_id uuid not null references sections (id),
  person_id uuid not null references people (id),
  result text not null check (result in ('completed', 'incomplete')),
  minutes integer not null check (minutes >= 0),
  role text not null check (role in ('participant', 'supporter', 'member', 'volunteer', 'winner', 'speaker')),
  award text not null,
  confirmed_by uuid not null references accounts (id),
  confirmed_at bigint not null,
  version integer not null check (version > 0)
);
create index participations_by_section on participations (section_id);
create index participations_by_person on participations (person_id, confirmed_at);

create table participation_entries (
  participation_id uuid not null references participations (id),
  version integer not null check (version > 0),
  result text not null check (result in ('completed', 'incomplete')),
  minutes integer not null check (minutes >= 0),
  role text not null check (role in ('participant', 'supporter', 'member', 'volunteer', 'winner', 'speaker')),
  confirmed_by uuid not null references accounts (id),
  confirmed_at bigint not null,
  primary key (participation_id, version)
);

-- Tables that are only added to refuse everything else by this one function.
-- +goose StatementBegin
create function ieum_append_only() returns trigger language plpgsql as $$
declare
  holds boolean;
begin
  if tg_op = 'TRUNCATE' then
    -- A restore empties what is empty already.
    execute format('select exists (select 1 from %I.%I)', tg_table_schema, tg_table_name) into holds;
    if not holds then
      return null;
    end if;
  end if;
  raise exception 'append-only: %', tg_table_name using errcode = 'restrict_violation';
end
$$;
-- +goose StatementEnd
create trigger attendance_entries_only_added_to before update or delete on attendance_entries for each statement execute function ieum_append_only();
create trigger participation_entries_only_added_to before update or delete on participation_entries for each statement execute function ieum_append_only();
