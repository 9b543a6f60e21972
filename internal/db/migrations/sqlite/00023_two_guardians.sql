-- +goose Up
-- Two people at most answer for one child at a time: the use cases lock the child
-- and count; this holds for whatever forgets to.
-- +goose StatementBegin
create trigger guardianships_two_at_most before insert on guardianships
when new.ended_at is null and (select count(*) from guardianships where child_id = new.child_id and ended_at is null) >= 2
begin
  select raise(abort, 'a child has two guardians at most');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger guardianships_end_once before update of ended_at, child_id, guardian_id on guardianships
when (old.ended_at is not null and new.ended_at is null) or new.child_id <> old.child_id or new.guardian_id <> old.guardian_id
begin
  select raise(abort, 'a guardianship ends once, and is of one child and one guardian');
end;
-- +goose StatementEnd
