-- +goose Up
-- What an import replaced, so that a batch can be undone, and files between
-- preview and confirmation.

create table import_changes (
  batch_id blob not null references import_batches (id),
  section_id blob not null,
  before_raw text not null,
  primary key (batch_id, section_id)
) strict;
create index import_changes_by_section on import_changes (section_id);

create table import_uploads (
  id blob primary key,
  account_id blob not null references accounts (id),
  org_id blob references organisations (id),
  file_name text not null,
  content blob not null,
  created_at integer not null
) strict;
create index import_uploads_by_time on import_uploads (created_at);
create index standard_rows_by_batch on standard_rows (batch_id);
