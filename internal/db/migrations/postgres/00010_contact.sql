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
  account_id uuid references accounts (id),
  subject_id uuid references people (id),
  tries integer not null check (tries >= 0),
  known boolean not null default false, -- asked for by a browser that the account was signed in with before
  created_at bigint not null,
  expires_at bigint not null,
  proved_at bigint
);
create index codes_by_expiry on codes (expires_at);
create index codes_by_account on codes (account_id);
create index codes_by_subject on codes (subject_id);

-- Networks from which a number or an address has signed in, under a keyed hash of
-- both: strangers elsewhere cannot use their share of codes up.
create table known_networks (
  hash text primary key check (hash <> ''),
  expires_at bigint not null
);
create index known_networks_by_expiry on known_networks (expires_at);

-- What the gateway said of a message that it had taken: '', delivered, failed.
alter table outbox add column delivery text not null default '' check (delivery in ('', 'delivered', 'failed'));
alter table outbox add column delivered_at bigint;

create table guardianships (
  id uuid primary key,
  child_id uuid not null references people (id),
  guardian_id uuid not null references people (id),
  created_by uuid not null references accounts (id),
  created_at bigint not null,
  ended_at bigint,
  ended_by uuid references accounts (id),
  check (child_id <> guardian_id)
);
create unique index one_live_guardianship on guardianships (child_id, guardian_id) where ended_at is null;
create index guardianships_by_guardian on guardianships (guardian_id) where ended_at is null;

-- A guardian's consent for a child: how, to which text, when, by whom; and its withdrawal.
create table guardian_consents (
  id uuid primary key,
  child_id uuid not null references people (id),
  guardian_id uuid not null references people (id),
  account_id uuid not null references accounts (id),
  method text not null check (method in ('web_sms', 'phone_call', 'counter')),
  version text not null check (version <> ''),
  given_at bigint not null,
  withdrawn_at bigint,
  withdrawn_by uuid references accounts (id)
);
create unique index one_live_guardian_consent on guardian_consents (child_id) where withdrawn_at is null;
create index guardian_consents_by_guardian on guardian_consents (guardian_id);
