-- +goose Up
-- Every foreign key that a deletion follows, and every list that is read by it.

create index sections_by_origin on sections (copied_from);
create index approvals_by_programme on approvals (programme_id, decided_at);
create index approvals_by_section on approvals (section_id);
create index enrolments_by_section on enrolments (section_id);
create index section_alerts_by_section on section_alerts (section_id);
create index programmes_by_strand on programmes (strand_id);
create index agreements_by_predecessor on agreements (predecessor_id);
create index applications_by_account on applications (account_id);
