-- +goose Up
-- Organisations, people, accounts, roles.

create table organisations (
  id uuid primary key,
  slug text not null unique check (slug <> ''),
  code text unique,
  kind text not null check (kind in ('city', 'district', 'institute', 'education_office', 'university', 'school', 'company', 'ngo')),
  parent_id uuid references organisations (id),
  name_ko text not null check (name_ko <> ''),
  name_en text not null,
  short_ko text not null,
  now_ko text not null,
  city text not null,
  district text not null,
  address text not null,
  phone text not null,
  homepage text not null,
  department text not null,
  about_ko text not null,
  about_en text not null,
  provider_code text unique,
  desk boolean not null,
  sample boolean not null,
  created_at bigint not null,
  updated_at bigint not null,
  check (parent_id <> id)
);
create index organisations_by_parent on organisations (parent_id);
create index organisations_by_name on organisations (name_ko);

create table people (
  id uuid primary key,
  name text not null,
  birth_on text check (birth_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  phone text not null,
  city text not null,
  district text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index people_by_name on people (name);

create table accounts (
  id uuid primary key,
  person_id uuid not null unique references people (id),
  email text unique check (email <> ''),
  phone text check (phone <> ''),
  phone_proved_at bigint,
  password_hash text not null,
  lang text not null check (lang in ('ko', 'en')),
  confirmed_at bigint,
  password_changed_at bigint,
  closed_at bigint,
  created_at bigint not null,
  -- neither address nor number: the number was given to somebody else, and its former owner is served at the desk
  check (phone is not null or phone_proved_at is null)
);
create unique index accounts_by_phone on accounts (phone) where closed_at is null;

create table web_sessions (
  hash text primary key,
  account_id uuid references accounts (id),
  data text not null,
  idle_seconds integer not null check (idle_seconds > 0),
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index web_sessions_by_account on web_sessions (account_id);
create index web_sessions_by_expiry on web_sessions (expires_at);

create table tokens (
  hash text primary key,
  account_id uuid not null references accounts (id),
  purpose text not null check (purpose in ('confirm', 'reset')),
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index tokens_by_account on tokens (account_id);

create table throttle (
  key text primary key,
  failures integer not null check (failures >= 0),
  since bigint not null,
  blocked_until bigint
);

create table roles (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  duty text not null check (duty in ('officer', 'approver', 'desk', 'host', 'instructor', 'campus', 'school', 'auditor', 'admin')),
  org_id uuid references organisations (id),
  subtree boolean not null,
  granted_by uuid references accounts (id),
  granted_at bigint not null,
  revoked_by uuid references accounts (id),
  revoked_at bigint,
  check (org_id is not null or duty in ('auditor', 'admin'))
);
create unique index one_live_role on roles (account_id, duty, org_id) where revoked_at is null;
create index roles_by_org on roles (org_id, duty);

create table stand_ins (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  absent_id uuid not null references accounts (id),
  stand_in_id uuid not null references accounts (id),
  starts_on text not null check (starts_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  ends_on text not null check (ends_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  reason text not null check (reason <> ''),
  recorded_by uuid not null references accounts (id),
  recorded_at bigint not null,
  ended_at bigint,
  check (absent_id <> stand_in_id),
  check (ends_on >= starts_on)
);
create index stand_ins_by_org on stand_ins (org_id, ends_on);

create table affiliations (
  id uuid primary key,
  person_id uuid not null references people (id),
  org_id uuid not null references organisations (id),
  kind text not null check (kind in ('student', 'staff')),
  number text not null,
  state text not null check (state in ('pending', 'verified', 'ended')),
  starts_on text check (starts_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  ends_on text check (ends_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  verified_at bigint,
  check (state <> 'verified' or verified_at is not null)
);
create unique index one_affiliation on affiliations (person_id, org_id, kind) where state <> 'ended';

-- Cooperation: agreements, grants, awards, consortia, budgets.

create table agreements (
  id uuid primary key,
  slug text not null unique check (slug <> ''),
  name_ko text not null,
  name_en text not null,
  summary_ko text not null,
  summary_en text not null,
  signed_on text check (signed_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  starts_on text not null check (starts_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  ends_on text check (ends_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  period_sample boolean not null,
  predecessor_id uuid references agreements (id),
  department text not null,
  phone text not null,
  updated_at bigint not null,
  check (ends_on is null or ends_on >= starts_on)
);

create table agreement_parties (
  agreement_id uuid not null references agreements (id),
  org_id uuid not null references organisations (id),
  part text not null check (part in ('city', 'university', 'education_office')),
  position integer not null,
  primary key (agreement_id, org_id)
);
create index agreement_parties_by_org on agreement_parties (org_id);

create table grants (
  id uuid primary key,
  slug text not null unique check (slug <> ''),
  name_ko text not null,
  name_en text not null,
  summary_ko text not null,
  summary_en text not null,
  field_ko text not null,
  field_en text not null,
  grantor_id uuid not null references organisations (id),
  year integer not null,
  settled_on text check (settled_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  department text not null,
  phone text not null,
  updated_at bigint not null
);

create table awards (
  id uuid primary key,
  grant_id uuid not null references grants (id),
  slug text not null unique check (slug <> ''),
  category_ko text not null,
  category_en text not null,
  grantee_id uuid not null references organisations (id),
  project_ko text not null,
  project_en text not null,
  participants_target integer check (participants_target > 0),
  position integer not null
);
create index awards_by_grant on awards (grant_id, position);
create index awards_by_grantee on awards (grantee_id);

create table award_members (
  award_id uuid not null references awards (id),
  org_id uuid not null references organisations (id),
  part text not null check (part in ('lead', 'district', 'institute')),
  position integer not null,
  primary key (award_id, org_id)
);
create index award_members_by_org on award_members (org_id);

create table strands (
  id uuid primary key,
  agreement_id uuid references agreements (id),
  award_id uuid references awards (id),
  kind text not null check (kind in ('strand', 'group')),
  code text not null unique check (code <> ''),
  name_ko text not null,
  name_en text not null,
  what_ko text not null,
  what_en text not null,
  position integer not null,
  check ((agreement_id is null) <> (award_id is null))
);
create index strands_by_agreement on strands (agreement_id);
create index strands_by_award on strands (award_id);

create table budgets (
  id uuid primary key,
  agreement_id uuid references agreements (id),
  award_id uuid references awards (id),
  fiscal_year integer not null,
  source text not null check (source in ('national', 'metro', 'local', 'education_office', 'university', 'own', 'other')),
  org_id uuid not null references organisations (id),
  amount bigint not null check (amount >= 0),
  sample boolean not null,
  position integer not null,
  check ((agreement_id is null) <> (award_id is null))
);
create index budgets_by_agreement on budgets (agreement_id);
create index budgets_by_award on budgets (award_id);

create table indicators (
  id uuid primary key,
  agreement_id uuid references agreements (id),
  grant_id uuid references grants (id),
  year integer not null,
  name_ko text not null,
  name_en text not null,
  value bigint not null,
  unit text not null check (unit in ('people', 'hosts', 'programmes', 'schools', 'won')),
  sample boolean not null,
  position integer not null,
  check ((agreement_id is null) <> (grant_id is null))
);
create index indicators_by_agreement on indicators (agreement_id);
create index indicators_by_grant on indicators (grant_id);

-- The catalogue: programmes, sections (분반·기수), sessions (회차).

create table import_batches (
  id uuid primary key,
  account_id uuid references accounts (id),
  org_id uuid references organisations (id),
  file_name text not null,
  read_rows integer not null,
  added integer not null,
  changed integer not null,
  same integer not null,
  refused integer not null,
  created_at bigint not null,
  undone_at bigint,
  undone_by uuid references accounts (id)
);
create index import_batches_by_time on import_batches (created_at);

create table import_refusals (
  batch_id uuid not null references import_batches (id),
  position integer not null,
  line integer not null,
  column_name text not null,
  said_ko text not null,
  said_en text not null,
  primary key (batch_id, position)
);

create table programmes (
  id uuid primary key,
  slug text not null unique check (slug <> ''),
  org_id uuid not null references organisations (id),
  agreement_id uuid references agreements (id),
  award_id uuid references awards (id),
  strand_id uuid references strands (id),
  kind text not null check (kind in ('course', 'competition', 'supporters', 'committee', 'volunteering', 'challenge', 'lecture', 'school')),
  state text not null check (state in ('draft', 'review', 'published', 'closed')),
  title_ko text not null check (title_ko <> ''),
  title_en text not null,
  summary_ko text not null,
  summary_en text not null,
  learn_ko text not null,
  learn_en text not null,
  bring_ko text not null,
  bring_en text not null,
  area text not null,
  audience text not null check (audience in ('anyone', 'adult', 'senior', 'worker', 'student', 'youth', 'child', 'family', 'school')),
  audience_note text not null,
  min_age integer check (min_age between 0 and 150),
  max_age integer check (max_age between 0 and 150),
  grades text not null,
  stage text not null check (stage in ('', 'basics', 'career', 'future')),
  shared_type text not null,
  shared_year integer,
  year integer not null,
  sample boolean not null,
  department text not null,
  phone text not null,
  published_at bigint,
  closed_at bigint,
  created_by uuid references accounts (id),
  created_at bigint not null,
  updated_at bigint not null,
  version integer not null,
  check (min_age is null or max_age is null or min_age <= max_age),
  check (agreement_id is null or award_id is null),
  check (state in ('draft', 'review') or published_at is not null)
);
create index programmes_by_org on programmes (org_id, state);
create index programmes_by_agreement on programmes (agreement_id);
create index programmes_by_award on programmes (award_id);
create index programmes_by_state on programmes (state, updated_at);

create table sections (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  number text not null unique check (number <> ''),
  state text not null check (state in ('draft', 'review', 'published', 'closed', 'cancelled')),
  name_ko text not null,
  name_en text not null,
  term text not null,
  capacity integer check (capacity >= 0),
  apply_from bigint,
  apply_until bigint,
  always_open boolean not null,
  mode text not null check (mode in ('first_come', 'lottery', 'review', 'walk_in')),
  method text not null check (method in ('in_person', 'online', 'mixed', 'post', 'mobile')),
  channel text not null check (channel in ('here', 'elsewhere', 'phone', 'school')),
  apply_url text not null,
  apply_phone text not null,
  fee bigint not null check (fee >= 0),
  material_cost bigint not null check (material_cost >= 0),
  fee_note text not null,
  place text not null,
  address text not null,
  city text not null,
  district text not null,
  starts_on text check (starts_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  ends_on text check (ends_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  weekdays integer not null check (weekdays between 0 and 127),
  start_minute integer check (start_minute between 0 and 1440),
  end_minute integer check (end_minute between 0 and 1440),
  published_at bigint,
  cancelled_at bigint,
  cancel_reason text not null,
  copied_from uuid references sections (id),
  batch_id uuid references import_batches (id),
  created_by uuid references accounts (id),
  created_at bigint not null,
  updated_at bigint not null,
  version integer not null,
  check (ends_on is null or starts_on is null or ends_on >= starts_on),
  check (apply_until is null or apply_from is null or apply_until > apply_from),
  check (channel <> 'here' or always_open or (apply_from is not null and apply_until is not null)),
  check (state in ('draft', 'review') or published_at is not null),
  check (state <> 'cancelled' or cancelled_at is not null)
);
create index sections_by_programme on sections (programme_id, starts_on);
create index sections_by_opening on sections (apply_from) where state = 'published';
create index sections_by_start on sections (starts_on) where state = 'published';
create index sections_by_batch on sections (batch_id);

create table sessions (
  id uuid primary key,
  section_id uuid not null references sections (id),
  number integer not null check (number > 0),
  held_on text not null check (held_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  start_minute integer not null check (start_minute between 0 and 1440),
  end_minute integer not null check (end_minute between 0 and 1440),
  place text not null,
  room text not null,
  teacher text not null,
  teacher_id uuid references people (id),
  lesson_hours integer not null check (lesson_hours >= 0),
  topic text not null,
  unique (section_id, number),
  check (end_minute > start_minute)
);
create index sessions_by_day on sessions (held_on);
create index sessions_by_teacher on sessions (teacher_id);

create table number_series (
  series text primary key,
  last integer not null check (last >= 0)
);

create table standard_rows (
  section_id uuid primary key references sections (id),
  row_key text not null unique,
  raw text not null,
  provider_code text not null,
  provider_name text not null,
  batch_id uuid not null references import_batches (id)
);

create table catalogue_version (
  only_row integer primary key check (only_row = 1),
  version bigint not null
);
insert into catalogue_version (only_row, version) values (1, 1);

create table search_terms (
  searched_on text not null check (searched_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  term text not null,
  hits integer not null check (hits > 0),
  primary key (searched_on, term)
);

create table approvals (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  programme_id uuid not null references programmes (id),
  section_id uuid references sections (id),
  asked_by uuid not null references accounts (id),
  asked_at bigint not null,
  asked_note text not null,
  decided_by uuid references accounts (id),
  decided_at bigint,
  decision text not null check (decision in ('', 'approved', 'returned', 'withdrawn')),
  decided_as text not null check (decided_as in ('', 'approver', 'stand_in', 'parent', 'party', 'asker')),
  stand_in_id uuid references stand_ins (id),
  reason text not null,
  check ((decided_by is null) = (decided_at is null)),
  check ((decided_by is null) = (decision = '')),
  check (decided_by <> asked_by or decision = 'withdrawn'),
  check (decided_as <> 'stand_in' or stand_in_id is not null),
  check (decision <> 'returned' or reason <> '')
);
create unique index one_open_approval on approvals (programme_id, section_id) where decided_at is null and section_id is not null;
create unique index one_open_programme_approval on approvals (programme_id) where decided_at is null and section_id is null;
create index approvals_by_org on approvals (org_id, decided_at);

-- Enrolment: seats, applications, places.

create table section_seats (
  section_id uuid primary key references sections (id),
  capacity integer check (capacity >= 0),
  taken integer not null check (taken >= 0),
  last_seq bigint not null check (last_seq >= 0),
  pressure integer not null check (pressure between 0 and 2),
  check (capacity is null or taken <= capacity)
);

create table applications (
  id uuid primary key,
  section_id uuid not null references sections (id),
  person_id uuid not null references people (id),
  account_id uuid not null references accounts (id),
  seq bigint not null check (seq > 0),
  state text not null check (state in ('accepted', 'refused', 'cancelled')),
  reason text not null,
  policy_version text not null,
  request_key text not null check (request_key <> ''),
  applied_at bigint not null,
  cancelled_at bigint,
  cancelled_by uuid references accounts (id),
  unique (section_id, seq),
  unique (account_id, section_id, person_id, request_key),
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check (state <> 'refused' or reason <> '')
);
create unique index one_live_application on applications (section_id, person_id) where state = 'accepted';
create index applications_by_person on applications (person_id, applied_at);

create table enrolments (
  application_id uuid primary key references applications (id),
  section_id uuid not null references sections (id),
  person_id uuid not null references people (id),
  taken_at bigint not null,
  released_at bigint
);
create unique index one_live_place on enrolments (section_id, person_id) where released_at is null;

create table section_alerts (
  account_id uuid not null references accounts (id),
  section_id uuid not null references sections (id),
  created_at bigint not null,
  sent_at bigint,
  primary key (account_id, section_id)
);
create index section_alerts_waiting on section_alerts (section_id) where sent_at is null;

-- What every change leaves behind.

create table audit (
  id bigint generated always as identity primary key,
  at bigint not null,
  account_id uuid,
  task text not null,
  action text not null,
  ref text not null,
  org_id uuid,
  origin text not null,
  detail text not null
);
create index audit_by_ref on audit (ref);
create index audit_by_account on audit (account_id, at);

create table access_log (
  id bigint generated always as identity primary key,
  at bigint not null,
  account_id uuid not null,
  origin text not null,
  task text not null,
  purpose text not null,
  purpose_note text not null,
  ref text not null,
  people integer not null
);
create index access_log_by_account on access_log (account_id, at);

create table access_log_people (
  log_id bigint not null references access_log (id),
  person_id uuid not null,
  primary key (log_id, person_id)
);
create index access_log_people_by_person on access_log_people (person_id);

create table outbox (
  id uuid primary key,
  at bigint not null,
  channel text not null check (channel in ('mail', 'sms')),
  kind text not null check (kind <> ''),
  lang text not null check (lang in ('ko', 'en')),
  address text not null check (address <> ''),
  account_id uuid,
  ref text not null,
  data text not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'dead')),
  attempts integer not null,
  next_at bigint not null,
  lease_until bigint,
  sent_at bigint,
  problem text not null
);
create index outbox_due on outbox (next_at) where state in ('waiting', 'sending');
create index outbox_by_time on outbox (at);
