-- People and what they hold: accounts, their roles over time, activation codes, devices, sessions; and what the phones need:
-- leases ("sedang diisi oleh ...") and photos in pieces.
--
-- People belong to the desk as a whole, not to a kabupaten: a login name is unique over all of it, and there are thousands
-- of them, not millions. So these tables have no kab_id (docs/decisions/0020).

-- owner: access
-- A person. The id is the pseudonym that the record of changes knows; name and phone number stand only here.
create table account (
  id uuid primary key,
  login_name text not null unique constraint login_name_is_plain check (login_name ~ '^[a-z0-9]+([.-][a-z0-9]+)*$'),
  name text not null,
  -- Argon2id in its own text form; null until the account is activated
  password_hash text,
  -- AES-256-GCM with the key of the desk's own file, never in a backup
  phone_cipher bytea,
  made_at timestamptz not null,
  made_by text not null,
  ended_at timestamptz,
  ended_by text,
  constraint account_end_is_whole check ((ended_at is null) = (ended_by is null))
);

-- owner: access
-- What a person is, where, and from when until when. Never changed but for its end; a person moves by a new one.
create table assignment (
  account_id uuid not null references account,
  assignment_no int not null,
  role text not null constraint assignment_role_is_known check (role in ('village_operator', 'district_verifier', 'regency_desk',
    'province_desk', 'leader', 'data_admin', 'technical_admin', 'auditor', 'integration')),
  region text collate "C" not null,
  starts_at timestamptz not null,
  -- the first moment at which it no longer holds
  ends_at timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  ended_by text,
  primary key (account_id, assignment_no),
  constraint assignment_ends_after_its_start check (ends_at is null or ends_at >= starts_at)
);
create index assignment_by_region on assignment (region);

-- owner: access
-- One-time codes that let a person choose a password on a device. Only the hash is kept.
create table activation (
  code_hash bytea primary key constraint activation_hash_is_sha256 check (length(code_hash) = 32),
  account_id uuid not null references account,
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
create index activation_by_account on activation (account_id);

-- owner: access
-- A phone or a desk's browser, made at activation or at a log-in from a new one. It says what it still holds unsent.
create table device (
  id uuid primary key,
  account_id uuid not null references account,
  kind text not null constraint device_kind_is_known check (kind in ('phone', 'desk')),
  name text not null,
  -- proves at a log-in that the browser is a known one; only the hash is kept
  token_hash bytea not null unique constraint device_hash_is_sha256 check (length(token_hash) = 32),
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  pending_count int not null default 0 constraint pending_count_is_not_negative check (pending_count >= 0),
  pending_bytes bigint not null default 0 constraint pending_bytes_is_not_negative check (pending_bytes >= 0),
  pending_oldest_at timestamptz,
  pending_at timestamptz,
  -- the phone counts its words, so that an earlier one that arrives late does not stand as the last
  pending_order bigint not null default 0
);
create index device_by_account on device (account_id);

-- owner: access
create table session (
  id uuid primary key,
  token_hash bytea not null unique constraint session_hash_is_sha256 check (length(token_hash) = 32),
  account_id uuid not null references account,
  device_id uuid not null references device,
  -- which of the person's roles it acts in; null = the one that stands first
  assignment_no int,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by text
);
comment on table session is 'left out of backups';
create index session_by_account on session (account_id);
create index session_by_device on session (device_id);

-- owner: access
-- Failed log-ins of the last day, by hash of the name that was typed (it may belong to nobody), device and address.
create table login_failure (
  id bigint generated always as identity primary key,
  name_hash bytea not null,
  device_id uuid,
  address text not null,
  failed_at timestamptz not null,
  -- false while the password is still being compared: a try counts against its name from its first moment
  judged boolean not null
);
comment on table login_failure is 'left out of backups';
create index login_failure_by_name on login_failure (name_hash, failed_at);
create index login_failure_by_address on login_failure (address, failed_at);

-- owner: results
-- Who is filling or checking which sheet right now. A courtesy, never a lock: nobody is kept from sending.
create table sheet_lease (
  kab_id int not null,
  contest_no int not null,
  village text collate "C" not null,
  station smallint not null,
  round text collate "C" not null,
  holder text not null,
  device text,
  held_until timestamptz not null,
  primary key (kab_id, contest_no, village, station, round)
);
comment on table sheet_lease is 'left out of backups';

-- A photo is whole when its last piece came and its content proved to be what was announced: sha256 names the sealed
-- original, shown_as the copy without metadata that people get to see. Until then recorded_at is when it was last heard of.
alter table photo
  add column completed_at timestamptz,
  add column shown_as bytea,
  add column device text,
  add constraint photo_received_is_within_length check (received between 0 and length);
create unique index one_photo_per_page_and_content on photo (kab_id, submission_id, page, sha256);

-- A person asks what became of the submissions of theirs that were held, in whichever kabupaten.
create index held_submission_by_author on held_submission (author_id);
-- a photo is asked for by its id alone
create index photo_by_id on photo (id);
create index photo_unfinished on photo (recorded_at) where completed_at is null;
