-- +goose Up
-- Codes to a phone or an address, messages that are delivered later than they are
-- handed over, and guardians.

-- The code itself is nowhere: it is derived from what its message was made from.
create table codes (
  browser text primary key check (browser <> ''),
  hash text not null check (hash <> ''),
  purpose text not null check (purpose in ('enter', 'phone', 'own', 'promote', 'again')),
  channel text not null check (channel in ('mail', 'sms')),
  address text not null check (address <> ''),
  account_id blob references accounts (id),
  subject_id blob references people (id),
  tries integer not null check (tries >= 0),
  known integer not null default 0 check (known in (0, 1)), -- asked for by a browser that the account was signed in with before
  created_at integer not null,
  expires_at integer not null,
  proved_at integer
) strict;
create index codes_by_expiry on codes (expires_at);
create index codes_by_account on codes (account_id);
create index codes_by_subject on codes (subject_id);

-- Networks from which a number or an address has signed in, under a keyed hash of
-- both: strangers elsewhere cannot use their share of codes up.
create table known_networks (
  hash text primary key check (hash <> ''),
  expires_at integer not null
) strict;
create index known_networks_by_expiry on known_networks (expires_at);

-- What the gateway said of a message that it had taken: '', delivered, failed.
alter table outbox add column delivery text not null default '' check (delivery in ('', 'delivered', 'failed'));
alter table outbox add column delivered_at integer;

create table guardianships (
  id blob primary key,
  child_id blob not null references people (id),
  guardian_id blob not null references people (id),
  created_by blob not null references accounts (id),
  created_at integer not null,
  ended_at integer,
  ended_by blob references accounts (id),
  check (child_id <> guardian_id)
) strict;
create unique index one_live_guardianship on guardianships (child_id, guardian_id) where ended_at is null;
create index guardianships_by_guardian on guardianships (guardian_id) where ended_at is null;

-- A guardian's consent for a child: how, to which text, when, by whom; and its withdrawal.
create table guardian_consents (
  id blob primary key,
  child_id blob not null references people (id),
  guardian_id blob not null references people (id),
  account_id blob not null references accounts (id),
  method text not null check (method in ('web_sms', 'phone_call', 'counter')),
  version text not null check (version <> ''),
  given_at integer not null,
  withdrawn_at integer,
  withdrawn_by blob references accounts (id)
) strict;
create unique index one_live_guardian_consent on guardian_consents (child_id) where withdrawn_at is null;
create index guardian_consents_by_guardian on guardian_consents (guardian_id);
