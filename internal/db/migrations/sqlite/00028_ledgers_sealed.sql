-- +goose Up
-- What was entered into a ledger, in the order in which it was: the audit chain
-- seals these numbers together with what stands in the rows that they name, so that
-- a ledger altered behind our back is found like a trail that was.
create table ledger_log (
  id integer primary key autoincrement,
  kind text not null check (kind in ('attendance', 'participation', 'rule', 'decision', 'mileage', 'reflection')),
  row_id blob not null,
  version integer not null,
  unique (kind, row_id, version)
) strict;
insert into ledger_log (kind, row_id, version) select 'attendance', id, 0 from attendance_entries order by entered_at, id;
insert into ledger_log (kind, row_id, version) select 'participation', participation_id, version from participation_entries order by confirmed_at, participation_id, version;
insert into ledger_log (kind, row_id, version) select 'rule', id, 0 from recognition_rules order by published_at, id;
insert into ledger_log (kind, row_id, version) select 'decision', id, 0 from recognition_decisions order by decided_at, id;
insert into ledger_log (kind, row_id, version) select 'mileage', id, 0 from mileage_entries order by posted_at, id;
insert into ledger_log (kind, row_id, version) select 'reflection', id, 0 from mileage_reflections order by made_at, id;

-- +goose StatementBegin
create trigger attendance_entries_enters after insert on attendance_entries begin insert into ledger_log (kind, row_id, version) values ('attendance', new.id, 0); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger participation_entries_enters after insert on participation_entries begin insert into ledger_log (kind, row_id, version) values ('participation', new.participation_id, new.version); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_rules_enters after insert on recognition_rules begin insert into ledger_log (kind, row_id, version) values ('rule', new.id, 0); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_decisions_enters after insert on recognition_decisions begin insert into ledger_log (kind, row_id, version) values ('decision', new.id, 0); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger mileage_entries_enters after insert on mileage_entries begin insert into ledger_log (kind, row_id, version) values ('mileage', new.id, 0); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger mileage_reflections_enters after insert on mileage_reflections begin insert into ledger_log (kind, row_id, version) values ('reflection', new.id, 0); end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger ledger_log_no_update before update on ledger_log begin select raise(abort, 'append-only: ledger_log'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger ledger_log_no_delete before delete on ledger_log begin select raise(abort, 'append-only: ledger_log'); end;
-- +goose StatementEnd

-- INSERT OR REPLACE removes the row that is in its way, and no trigger hears of it
-- unless the connection asks for recursive triggers: whoever has the file need not.
-- So a row that is there already refuses a second one before anything is removed.
-- +goose StatementBegin
create trigger audit_no_replace before insert on audit when exists (select 1 from audit where id = new.id) begin select raise(abort, 'append-only: audit'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger access_log_no_replace before insert on access_log when exists (select 1 from access_log where id = new.id) begin select raise(abort, 'append-only: access_log'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger access_log_people_no_replace before insert on access_log_people when exists (select 1 from access_log_people where log_id = new.log_id and person_id = new.person_id) begin select raise(abort, 'append-only: access_log_people'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger unmaskings_no_replace before insert on unmaskings when exists (select 1 from unmaskings where id = new.id) begin select raise(abort, 'append-only: unmaskings'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger audit_seals_no_replace before insert on audit_seals when exists (select 1 from audit_seals where n = new.n) or exists (select 1 from audit_seals where hash = new.hash) begin select raise(abort, 'append-only: audit_seals'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger ledger_log_no_replace before insert on ledger_log when exists (select 1 from ledger_log where id = new.id) or exists (select 1 from ledger_log where kind = new.kind and row_id = new.row_id and version = new.version) begin select raise(abort, 'append-only: ledger_log'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger attendance_entries_no_replace before insert on attendance_entries when exists (select 1 from attendance_entries where id = new.id) begin select raise(abort, 'append-only: attendance_entries'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger participation_entries_no_replace before insert on participation_entries when exists (select 1 from participation_entries where participation_id = new.participation_id and version = new.version) begin select raise(abort, 'append-only: participation_entries'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_rules_no_replace before insert on recognition_rules when exists (select 1 from recognition_rules where id = new.id) or exists (select 1 from recognition_rules where org_id = new.org_id and version = new.version) begin select raise(abort, 'append-only: recognition_rules'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger recognition_decisions_no_replace before insert on recognition_decisions when exists (select 1 from recognition_decisions where id = new.id) begin select raise(abort, 'append-only: recognition_decisions'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger mileage_entries_no_replace before insert on mileage_entries when exists (select 1 from mileage_entries where id = new.id) or exists (select 1 from mileage_entries where decision_id = new.decision_id) or exists (select 1 from mileage_entries where reverses_id = new.reverses_id) begin select raise(abort, 'append-only: mileage_entries'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger mileage_reflections_no_replace before insert on mileage_reflections when exists (select 1 from mileage_reflections where id = new.id) begin select raise(abort, 'append-only: mileage_reflections'); end;
-- +goose StatementEnd

-- What was destroyed because its time was over (파기 기록): how much of what, and
-- never whose. The row of kind 'day' closes a day's work.
create table destructions (
  id blob primary key,
  at integer not null,
  on_day text not null,
  kind text not null check (kind in ('person', 'message', 'day')),
  amount integer not null check (amount >= 0)
) strict;
create index destructions_by_time on destructions (at);
create unique index destructions_day on destructions (on_day) where kind = 'day';
