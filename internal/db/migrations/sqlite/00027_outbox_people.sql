-- +goose Up
-- Whose name each fact of a message holds, and under 'to' whom the message goes
-- to, so that an erasure finds it by the person and not by what the name or the
-- number looks like.
create table outbox_people (
  message_id blob not null references outbox (id) on delete cascade,
  fact text not null check (fact <> ''),
  person_id blob not null,
  primary key (message_id, fact)
) strict;
create index outbox_people_by_person on outbox_people (person_id);
create index outbox_by_account on outbox (account_id) where account_id is not null;
