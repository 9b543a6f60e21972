-- +goose Up
-- What a university recognises of what its students did elsewhere: rules, decisions, mileage.

-- A rule is never edited: a change is a new version with a day from which it holds.
create table recognition_rules (
  id blob primary key,
  org_id blob not null references organisations (id),
  version integer not null check (version > 0),
  effective_from text not null check (effective_from glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  per text not null check (per in ('hour', 'event')),
  points integer not null check (points > 0),
  min_minutes integer not null check (min_minutes >= 0),
  yearly_cap integer not null check (yearly_cap >= 0),
  programme_cap integer not null check (programme_cap >= 0),
  on_leave integer not null check (on_leave in (0, 1)),
  own integer not null check (own in (0, 1)),
  note text not null,
  published_by blob references accounts (id),
  published_at integer not null,
  unique (org_id, version)
) strict;

-- A confirmed participation of a consenting student at one university.
create table recognitions (
  id blob primary key,
  participation_id blob not null references participations (id),
  person_id blob not null references people (id),
  org_id blob not null references organisations (id),
  section_id blob not null references sections (id),
  affiliation_id blob not null references affiliations (id),
  activity_on text not null check (activity_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  state text not null check (state in ('waiting', 'asked', 'recognised', 'partly', 'refused', 'cancelled')),
  points integer not null check (points >= 0),
  released_at integer not null,
  waits_since integer not null,
  decided_at integer,
  decided_by blob references accounts (id),
  version integer not null,
  unique (participation_id, org_id),
  check ((state in ('recognised', 'partly')) or points = 0)
) strict;
create index recognitions_by_desk on recognitions (org_id, state, waits_since);
create index recognitions_by_person on recognitions (person_id, org_id);

create table recognition_decisions (
  id blob primary key,
  recognition_id blob not null references recognitions (id),
  decision text not null check (decision in ('recognise', 'partly', 'ask', 'refuse', 'cancel')),
  rule_id blob references recognition_rules (id),
  participation_version integer not null,
  points integer not null check (points >= 0),
  decided_by blob references accounts (id),
  decided_at integer not null
) strict;
create index recognition_decisions_by_recognition on recognition_decisions (recognition_id, decided_at);

-- What a campus asks of the host (보완요청): one question, one reply.
create table recognition_questions (
  id blob primary key,
  recognition_id blob not null references recognitions (id),
  host_id blob not null references organisations (id),
  question text not null check (question <> ''),
  asked_by blob not null references accounts (id),
  asked_at integer not null,
  reply text not null,
  replied_by blob references accounts (id),
  replied_at integer,
  check ((replied_at is null) = (reply = ''))
) strict;
create unique index one_open_question on recognition_questions (recognition_id) where replied_at is null;
create index recognition_questions_by_host on recognition_questions (host_id, replied_at);

-- The ledger. Points are hundredths; a reversal names the entry that it takes back.
create table mileage_entries (
  id blob primary key,
  org_id blob not null references organisations (id),
  person_id blob not null references people (id),
  recognition_id blob not null references recognitions (id),
  decision_id blob not null unique references recognition_decisions (id),
  points integer not null check (points <> 0),
  rule_id blob not null references recognition_rules (id),
  rule_version integer not null,
  why text not null,
  counts_on text not null check (counts_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reverses_id blob unique references mileage_entries (id),
  posted_by blob references accounts (id),
  posted_at integer not null,
  check ((points < 0) = (reverses_id is not null))
) strict;
create index mileage_entries_by_person on mileage_entries (person_id, org_id, posted_at);
create index mileage_entries_by_org on mileage_entries (org_id, posted_at);
create index mileage_entries_by_recognition on mileage_entries (recognition_id);

-- What the university's own system said of an entry; the last row is what holds.
create table mileage_reflections (
  id blob primary key,
  entry_id blob not null references mileage_entries (id),
  result text not null check (result in ('reflected', 'rejected')),
  on_day text not null check (on_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  made_by blob not null references accounts (id),
  made_at integer not null
) strict;
create index mileage_reflections_by_entry on mileage_reflections (entry_id, made_at);

-- What was decided is never rewritten: a correction is a row of its own.
-- +goose StatementBegin
create trigger recognition_rules_no_update before update on recognition_rules
begin
  select raise(abort, 'recognition_rules is append-only');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_rules_no_delete before delete on recognition_rules
begin
  select raise(abort, 'recognition_rules is append-only');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_decisions_no_update before update on recognition_decisions
begin
  select raise(abort, 'recognition_decisions is append-only');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_decisions_no_delete before delete on recognition_decisions
begin
  select raise(abort, 'recognition_decisions is append-only');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger mileage_entries_no_update before update on mileage_entries
begin
  select raise(abort, 'mileage_entries is append-only');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger mileage_entries_no_delete before delete on mileage_entries
begin
  select raise(abort, 'mileage_entries is append-only');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger mileage_reflections_no_update before update on mileage_reflections
begin
  select raise(abort, 'mileage_reflections is append-only');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger mileage_reflections_no_delete before delete on mileage_reflections
begin
  select raise(abort, 'mileage_reflections is append-only');
end;
-- +goose StatementEnd
