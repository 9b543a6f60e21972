-- +goose Up
-- An organisation may pass on courses of bodies that have no desk here: each
-- row is then the body's that it names, and the import is still the organisation's.
alter table import_batches add column by_row boolean not null default false;
alter table import_uploads add column by_row boolean not null default false;
