-- +goose Up
-- Whom the counter of an organisation has entered, by whom and when.

create table desk_people (
  person_id blob not null references people (id),
  org_id blob not null references organisations (id),
  entered_by blob not null references accounts (id),
  entered_at integer not null,
  primary key (person_id, org_id)
) strict;
create index desk_people_by_org on desk_people (org_id, entered_at);
create index people_by_phone on people (phone);
