-- +goose Up
-- What people search for, once for each network that it came from; voice is a
-- keyed hash of the network and the word together.
drop table search_terms;
create table search_terms (
  term text not null check (term <> ''),
  voice text not null check (voice <> ''),
  searched_on text not null check (searched_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  primary key (term, voice)
) strict;
create index search_terms_by_day on search_terms (searched_on, term);
