-- +goose Up
-- Who was there, meeting by meeting, and what the host confirmed of each person.
-- What was entered and what was confirmed is added to, never changed.

create table attendance_books (
  section_id blob primary key references sections (id),
  threshold integer not null check (threshold between 1 and 100),
  set_by blob references accounts (id),
  set_at integer
) strict;

create table attendance_sheets (
  session_id blob primary key references sessions (id),
  section_id blob not null references sections (id),
  version integer not null check (version > 0),
  saved_by blob not null references accounts (id),
  saved_at integer not null
) strict;
create index attendance_sheets_by_section on attendance_sheets (section_id);

create table attendance_marks (
  session_id blob not null references sessions (id),
  application_id blob not null references applications (id),
  mark text not null check (mark in ('present', 'late', 'left_early', 'excused', 'absent')),
  primary key (session_id, application_id)
) strict;
create index attendance_marks_by_application on attendance_marks (application_id);

create table attendance_entries (
  id blob primary key,
  session_id blob not null references sessions (id),
  application_id blob not null references applications (id),
  before text not null check (before in ('', 'present', 'late', 'left_early', 'excused', 'absent')),
  mark text not null check (mark in ('present', 'late', 'left_early', 'excused', 'absent')),
  entered_by blob not null references accounts (id),
  entered_at integer not null,
  check (before <> mark)
) strict;
create index attendance_entries_by_session on attendance_entries (session_id, entered_at);
create index attendance_entries_by_application on attendance_entries (application_id);

create table participations (
  id blob primary key,
  application_id blob not null unique references applications (id),
  section_id blob not null references sections (id),
  person_id blob not null references people (id),
  result text not null check (result in ('completed', 'incomplete')),
  minutes integer not null check (minutes >= 0),
  role text not null check (role in ('participant', 'supporter', 'member', 'volunteer', 'winner', 'speaker')),
  award text not null,
  confirmed_by blob not null references accounts (id),
  confirmed_at integer not null,
  version integer not null check (version > 0)
) strict;
create index participations_by_section on participations (section_id);
create index participations_by_person on participations (person_id, confirmed_at);

create table participation_entries (
  participation_id blob not null references participations (id),
  version integer not null check (version > 0),
  result text not null check (result in ('completed', 'incomplete')),
  minutes integer not null check (minutes >= 0),
  role text not null check (role in ('participant', 'supporter', 'member', 'volunteer', 'winner', 'speaker')),
  confirmed_by blob not null references accounts (id),
  confirmed_at integer not null,
  primary key (participation_id, version)
) strict;

-- +goose StatementBegin
create trigger attendance_entries_no_update before update on attendance_entries begin
  select raise(abort, 'attendance_entries is only added to');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger attendance_entries_no_delete before delete on attendance_entries begin
  select raise(abort, 'attendance_entries is only added to');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger participation_entries_no_update before update on participation_entries begin
  select raise(abort, 'participation_entries is only added to');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger participation_entries_no_delete before delete on participation_entries begin
  select raise(abort, 'participation_entries is only added to');
end;
-- +goose StatementEnd
