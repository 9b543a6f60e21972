-- +goose Up
-- What was written in words about people, beside the tables that are only added
-- to: a text can be emptied, when its person has gone, and not rewritten.

create table participation_texts (
  participation_id blob not null,
  version integer not null,
  person_id blob not null references people (id),
  award text not null,
  reason text not null,
  primary key (participation_id, version),
  foreign key (participation_id, version) references participation_entries (participation_id, version)
) strict;
create index participation_texts_by_person on participation_texts (person_id);

-- Its id is that of the decision or of the reflection that it belongs to.
create table recognition_texts (
  id blob primary key,
  person_id blob not null references people (id),
  body text not null
) strict;
create index recognition_texts_by_person on recognition_texts (person_id);

-- What lay before whoever decided, as it was then: all that a university reads
-- of a student once the consent has ended.
create table recognition_files (
  recognition_id blob primary key references recognitions (id),
  person_id blob not null references people (id),
  decision_id blob not null references recognition_decisions (id),
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
  frozen_at integer not null
) strict;
create index recognition_files_by_person on recognition_files (person_id);

-- +goose StatementBegin
create trigger participation_texts_only_emptied before update on participation_texts
when new.participation_id is not old.participation_id or new.version is not old.version or new.person_id is not old.person_id
  or new.award not in ('', old.award) or new.reason not in ('', old.reason)
begin
  select raise(abort, 'append-only: participation_texts');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger participation_texts_no_delete before delete on participation_texts
begin
  select raise(abort, 'append-only: participation_texts');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_texts_only_emptied before update on recognition_texts
when new.id is not old.id or new.person_id is not old.person_id or new.body not in ('', old.body)
begin
  select raise(abort, 'append-only: recognition_texts');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_texts_no_delete before delete on recognition_texts
begin
  select raise(abort, 'append-only: recognition_texts');
end;
-- +goose StatementEnd
-- As in 00028: INSERT OR REPLACE would remove the row in its way unheard.
-- +goose StatementBegin
create trigger participation_texts_no_replace before insert on participation_texts when exists (select 1 from participation_texts where participation_id = new.participation_id and version = new.version) begin select raise(abort, 'append-only: participation_texts'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_texts_no_replace before insert on recognition_texts when exists (select 1 from recognition_texts where id = new.id) begin select raise(abort, 'append-only: recognition_texts'); end;
-- +goose StatementEnd

-- A student number is proved when the university has found it in its register:
-- one that was only typed beside a proved address takes it from nobody.
alter table affiliations add column number_proved text not null default '' check (number_proved in ('', 'staff', 'roster'));
drop index one_student_number;
create unique index one_student_number on affiliations (org_id, number) where kind = 'student' and state = 'verified' and number <> '' and number_proved <> '';
