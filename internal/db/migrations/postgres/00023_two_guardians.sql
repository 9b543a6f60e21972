-- +goose Up
-- Two people at most answer for one child at a time: the use cases lock the child
-- and count; this holds for whatever forgets to.
-- +goose StatementBegin
create function guardianships_two_at_most() returns trigger language plpgsql as $$
begin
  if new.ended_at is null and (select count(*) from guardianships where child_id = new.child_id and ended_at is null) >= 2 then
    raise exception 'a child has two guardians at most' using errcode = 'check_violation';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger guardianships_two_at_most before insert on guardianships for each row execute function guardianships_two_at_most();
-- +goose StatementBegin
create function guardianships_end_once() returns trigger language plpgsql as $$
begin
  if (old.ended_at is not null and new.ended_at is null) or new.child_id <> old.child_id or new.guardian_id <> old.guardian_id then
    raise exception 'a guardianship ends once, and is of one child and one guardian' using errcode = 'check_violation';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger guardianships_end_once before update on guardianships for each row execute function guardianships_end_once();
