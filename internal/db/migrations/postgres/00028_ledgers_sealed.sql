-- +goose Up
-- What was entered into a ledger, in the order in which it was: the audit chain
-- seals these numbers together with what stands in the rows that they name, so that
-- a ledger altered behind our back is found like a trail that was.
create table ledger_log (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('attendance', 'participation', 'rule', 'decision', 'mileage', 'reflection')),
  row_id uuid not null,
  version integer not null,
  unique (kind, row_id, version)
);
insert into ledger_log (kind, row_id, version) select 'attendance', id, 0 from attendance_entries order by entered_at, id;
insert into ledger_log (kind, row_id, version) select 'participation', participation_id, version from participation_entries order by confirmed_at, participation_id, version;
insert into ledger_log (kind, row_id, version) select 'rule', id, 0 from recognition_rules order by published_at, id;
insert into ledger_log (kind, row_id, version) select 'decision', id, 0 from recognition_decisions order by decided_at, id;
insert into ledger_log (kind, row_id, version) select 'mileage', id, 0 from mileage_entries order by posted_at, id;
insert into ledger_log (kind, row_id, version) select 'reflection', id, 0 from mileage_reflections order by made_at, id;

-- +goose StatementBegin
create function ieum_enters_ledger() returns trigger language plpgsql as $$
begin
  if tg_argv[0] = 'participation' then
    insert into ledger_log (kind, row_id, version) values (tg_argv[0], new.participation_id, new.version);
  else
    insert into ledger_log (kind, row_id, version) values (tg_argv[0], new.id, 0);
  end if;
  return null;
end
$$;
-- +goose StatementEnd
create trigger attendance_entries_enters after insert on attendance_entries for each row execute function ieum_enters_ledger('attendance');
create trigger participation_entries_enters after insert on participation_entries for each row execute function ieum_enters_ledger('participation');
create trigger recognition_rules_enters after insert on recognition_rules for each row execute function ieum_enters_ledger('rule');
create trigger recognition_decisions_enters after insert on recognition_decisions for each row execute function ieum_enters_ledger('decision');
create trigger mileage_entries_enters after insert on mileage_entries for each row execute function ieum_enters_ledger('mileage');
create trigger mileage_reflections_enters after insert on mileage_reflections for each row execute function ieum_enters_ledger('reflection');
create trigger ledger_log_no_update before update on ledger_log for each row execute function ieum_append_only();
create trigger ledger_log_no_delete before delete on ledger_log for each row execute function ieum_append_only();
create trigger ledger_log_no_truncate before truncate on ledger_log for each statement execute function ieum_append_only();
create trigger ledger_log_draws_number before insert on ledger_log for each statement execute function ieum_draws_number();
create trigger attendance_entries_no_truncate before truncate on attendance_entries for each statement execute function ieum_append_only();
create trigger participation_entries_no_truncate before truncate on participation_entries for each statement execute function ieum_append_only();

-- What was destroyed because its time was over (파기 기록): how much of what, and
-- never whose. The row of kind 'day' closes a day's work.
create table destructions (
  id uuid primary key,
  at bigint not null,
  on_day text not null,
  kind text not null check (kind in ('person', 'message', 'day')),
  amount integer not null check (amount >= 0)
);
create index destructions_by_time on destructions (at);
create unique index destructions_day on destructions (on_day) where kind = 'day';
