-- +goose Up
-- Children and their schools, second guardians, and applications on somebody's behalf.

create table pupils (
  person_id uuid primary key references people (id),
  school_id uuid not null references organisations (id),
  grade text not null check (grade in ('e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'm1', 'm2', 'm3', 'h1', 'h2', 'h3')),
  updated_at bigint not null
);
create index pupils_by_school on pupils (school_id);

-- A second guardian is invited to a number; the code in the message is nowhere.
create table guardian_invitations (
  id uuid primary key,
  child_id uuid not null references people (id),
  invited_by uuid not null references accounts (id),
  phone text not null check (phone <> ''),
  hash text not null check (hash <> ''),
  created_at bigint not null,
  expires_at bigint not null
);
create unique index one_invitation on guardian_invitations (child_id, phone);
create index guardian_invitations_by_phone on guardian_invitations (phone);
create index guardian_invitations_by_expiry on guardian_invitations (expires_at);

-- Who sent the request: the person, a guardian, or an officer at the counter.
alter table applications add column made_as text not null default 'self' check (made_as in ('self', 'guardian', 'desk'));

-- A programme for pupils of one city's schools; '' asks for no school.
alter table programmes add column school_city text not null default '';

-- How somebody agreed: on the site, or as an officer read the text to them.
alter table consents add column method text not null default 'web' check (method in ('web', 'phone_call', 'counter'));
