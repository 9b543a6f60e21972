-- +goose Up
-- The office: what exactly was put before the second person, and what applicants were told.

alter table approvals add column content text not null default '';

create table section_messages (
  id uuid primary key,
  section_id uuid not null references sections (id),
  subject text not null check (subject <> ''),
  body text not null check (body <> ''),
  recipients integer not null check (recipients > 0),
  sent_by uuid not null references accounts (id),
  sent_at bigint not null
);
create index section_messages_by_section on section_messages (section_id, sent_at);
