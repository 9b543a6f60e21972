-- +goose Up
-- A registration is nobody's account until its own link and its own password meet.

create table registrations (
  hash text primary key,
  email text not null check (email <> ''),
  name text not null check (name <> ''),
  birth_on text not null check (birth_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  password_hash text not null check (password_hash <> ''),
  lang text not null check (lang in ('ko', 'en')),
  news integer not null check (news in (0, 1)),
  version text not null check (version <> ''),
  created_at integer not null,
  expires_at integer not null
) strict;
create index registrations_by_email on registrations (email);
create index registrations_by_expiry on registrations (expires_at);

-- Accounts that were never confirmed can no longer be signed in to; their
-- owners choose a password by a reset link, which proves the address too.
delete from tokens where purpose = 'confirm';
delete from web_sessions where account_id in (select id from accounts where confirmed_at is null);

-- What every signed-in request asks.
create index stand_ins_by_stand_in on stand_ins (stand_in_id, ends_on) where ended_at is null;
create index tokens_by_expiry on tokens (expires_at);
