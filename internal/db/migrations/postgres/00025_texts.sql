-- +goose Up
-- What was written in words about people, beside the tables that are only added
-- to: a text can be emptied, when its person has gone, and not rewritten.

create table participation_texts (
  participation_id uuid not null,
  version integer not null,
  person_id uuid not null references people (id),
  award text not null,
  reason text not null,
  primary key (participation_id, version),
  foreign key (participation_id, version) references participation_entries (participation_id, version)
);
create index participation_texts_by_person on participation_texts (person_id);

-- Its id is that of the decision or of the reflection that it belongs to.
create table recognition_texts (
  id uuid primary key,
  person_id uuid not null references people (id),
  body text not null
);
create index recognition_texts_by_person on recognition_texts (person_id);

-- What lay before whoever decided, as it was then: all that a university reads
-- of a student once the consent has ended.
create table recognition_files (
  recognition_id uuid primary key references recognitions (id),
  person_id uuid not null references people (id),
  decision_id uuid not null references recognition_decisions (id),
  participation_version integer not null,
  name text not null,
  number text not null,
  department text not null,
  grade text not null,
  status text not null,
  minutes integer not null check (minutes >= 0),
  role text not null,
  award text not null,
  evidence text not null,
  frozen_at bigint not null
);
create index recognition_files_by_person on recognition_files (person_id);

create trigger participation_texts_only_emptied before update on participation_texts for each row
  when (new.participation_id <> old.participation_id or new.version <> old.version or new.person_id <> old.person_id
    or new.award not in ('', old.award) or new.reason not in ('', old.reason))
  execute function ieum_append_only();
create trigger participation_texts_no_delete before delete on participation_texts for each row execute function ieum_append_only();
create trigger participation_texts_no_truncate before truncate on participation_texts for each statement execute function ieum_append_only();
create trigger recognition_texts_only_emptied before update on recognition_texts for each row
  when (new.id <> old.id or new.person_id <> old.person_id or new.body not in ('', old.body))
  execute function ieum_append_only();
create trigger recognition_texts_no_delete before delete on recognition_texts for each row execute function ieum_append_only();
create trigger recognition_texts_no_truncate before truncate on recognition_texts for each statement execute function ieum_append_only();

-- A student number is proved when the university has found it in its register:
-- one that was only typed beside a proved address takes it from nobody.
alter table affiliations add column number_proved text not null default '' check (number_proved in ('', 'staff', 'roster'));
drop index one_student_number;
create unique index one_student_number on affiliations (org_id, number) where kind = 'student' and state = 'verified' and number <> '' and number_proved <> '';
