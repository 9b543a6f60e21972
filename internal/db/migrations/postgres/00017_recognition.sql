-- +goose Up
-- What a university recognises of what its students did elsewhere: rules, decisions, mileage.

-- A rule is never edited: a change is a new version with a day from which it holds.
create table recognition_rules (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  version integer not null check (version > 0),
  effective_from text not null check (effective_from ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  per text not null check (per in ('hour', 'event')),
  points bigint not null check (points > 0),
  min_minutes integer not null check (min_minutes >= 0),
  yearly_cap bigint not null check (yearly_cap >= 0),
  programme_cap bigint not null check (programme_cap >= 0),
  on_leave boolean not null,
  own boolean not null,
  note text not null,
  published_by uuid references accounts (id),
  published_at bigint not null,
  unique (org_id, version)
);

-- A confirmed participation of a consenting student at one university.
create table recognitions (
  id uuid primary key,
  participation_id uuid not null references participations (id),
  person_id uuid not null references people (id),
  org_id uuid not null references organisations (id),
  section_id uuid not null references sections (id),
  affiliation_id uuid not null references affiliations (id),
  activity_on text not null check (activity_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  state text not null check (state in ('waiting', 'asked', 'recognised', 'partly', 'refused', 'cancelled')),
  points bigint not null check (points >= 0),
  released_at bigint not null,
  waits_since bigint not null,
  decided_at bigint,
  decided_by uuid references accounts (id),
  version integer not null,
  unique (participation_id, org_id),
  check ((state in ('recognised', 'partly')) or points = 0)
);
create index recognitions_by_desk on recognitions (org_id, state, waits_since);
create index recognitions_by_person on recognitions (person_id, org_id);

create table recognition_decisions (
  id uuid primary key,
  recognition_id uuid not null references recognitions (id),
  decision text not null check (decision in ('recognise', 'partly', 'ask', 'refuse', 'cancel')),
  rule_id uuid references recognition_rules (id),
  participation_version integer not null,
  points bigint not null check (points >= 0),
  decided_by uuid references accounts (id),
  decided_at bigint not null
);
create index recognition_decisions_by_recognition on recognition_decisions (recognition_id, decided_at);

-- What a campus asks of the host (보완요청): one question, one reply.
create table recognition_questions (
  id uuid primary key,
  recognition_id uuid not null references recognitions (id),
  host_id uuid not null references organisations (id),
  question text not null check (question <> ''),
  asked_by uuid not null references accounts (id),
  asked_at bigint not null,
  reply text not null,
  replied_by uuid references accounts (id),
  replied_at bigint,
  check ((replied_at is null) = (reply = ''))
);
create unique index one_open_question on recognition_questions (recognition_id) where replied_at is null;
create index recognition_questions_by_host on recognition_questions (host_id, replied_at);

-- The ledger. Points are hundredths; a reversal names the entry that it takes back.
create table mileage_entries (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  person_id uuid not null references people (id),
  recognition_id uuid not null references recognitions (id),
  decision_id uuid not null unique references recognition_decisions (id),
  points bigint not null check (points <> 0),
  rule_id uuid not null references recognition_rules (id),
  rule_version integer not null,
  why text not null,
  counts_on text not null check (counts_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  reverses_id uuid unique references mileage_entries (id),
  posted_by uuid references accounts (id),
  posted_at bigint not null,
  check ((points < 0) = (reverses_id is not null))
);
create index mileage_entries_by_person on mileage_entries (person_id, org_id, posted_at);
create index mileage_entries_by_org on mileage_entries (org_id, posted_at);
create index mileage_entries_by_recognition on mileage_entries (recognition_id);

-- What the university's own system said of an entry; the last row is what holds.
create table mileage_reflections (
  id uuid primary key,
  entry_id uuid not null references mileage_entries (id),
  result text not null check (result in ('reflected', 'rejected')),
  on_day text not null check (on_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  made_by uuid not null references accounts (id),
  made_at bigint not null
);
create index mileage_reflections_by_entry on mileage_reflections (entry_id, made_at);

-- What was decided is never rewritten: a correction is a row of its own.
create trigger recognition_rules_append_only before update or delete on recognition_rules for each row execute function ieum_append_only();
create trigger recognition_rules_no_truncate before truncate on recognition_rules for each statement execute function ieum_append_only();
create trigger recognition_decisions_append_only before update or delete on recognition_decisions for each row execute function ieum_append_only();
create trigger recognition_decisions_no_truncate before truncate on recognition_decisions for each statement execute function ieum_append_only();
create trigger mileage_entries_append_only before update or delete on mileage_entries for each row execute function ieum_append_only();
create trigger mileage_entries_no_truncate before truncate on mileage_entries for each statement execute function ieum_append_only();
create trigger mileage_reflections_append_only before update or delete on mileage_reflections for each row execute function ieum_append_only();
create trigger mileage_reflections_no_truncate before truncate on mileage_reflections for each statement execute function ieum_append_only();
