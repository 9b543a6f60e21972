-- +goose Up
-- Imports that can be told apart, be broken off, and be taken back.

-- A row is looked for among those that agree with it in all but what a key~… adds.
alter table standard_rows add column group_key text not null default '';
update standard_rows set group_key = case instr(row_key, '~') when 0 then row_key else substr(row_key, 1, instr(row_key, '~') - 1) end;
create index standard_rows_by_group on standard_rows (group_key);

-- What of a course was written by its import: a later number is somebody's work here.
alter table standard_rows add column section_version integer not null default 1;
alter table standard_rows add column programme_version integer not null default 1;

-- kept: rows whose course was worked on here; left_behind: courses that an undo
-- left for the same reason. An import that has no finished_at and is not busy was broken off.
alter table import_batches add column kept integer not null default 0;
alter table import_batches add column left_behind integer not null default 0;
alter table import_batches add column busy_until integer;
alter table import_batches add column finished_at integer;
alter table import_batches add column undo_at integer;
update import_batches set finished_at = created_at;

alter table import_uploads add column batch_id blob references import_batches (id);
create index import_uploads_by_batch on import_uploads (batch_id);

-- Publishers that an import was the first to name.
create table import_organisations (
  org_id blob primary key references organisations (id),
  batch_id blob not null references import_batches (id)
) strict;
create index import_organisations_by_batch on import_organisations (batch_id);
