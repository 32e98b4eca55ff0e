-- The ground of the desk: elections, polling stations, result sheets, their totals, and the record of changes.
--
-- kab_id is the number of a kabupaten/kota (6409 for 64.09; 0 = the desk as a whole). It leads every primary and unique
-- key of election data, so that the same schema serves one server, partitions, or one database per region.
-- Nothing here is deleted by the program, and no trigger holds a rule: rules live in src/*/domain.
-- The line above each table names the room that alone reads and writes it (tests/architecture.test.ts holds to it).

-- owner: platform/audit
-- One row per kabupaten. Whoever changes election data of a kabupaten locks its row first: this is the one lock of the
-- desk, taken in ascending order, and it also hands out gap-free numbers for the record of changes.
create table audit_head (
  kab_id int primary key,
  last_seq bigint not null default 0 constraint audit_seq_is_not_negative check (last_seq >= 0)
);

-- owner: platform/audit
-- The record of changes. content is canonical JSON (RFC 8785) and holds its own kab and seq, so that an entry that was
-- moved, swapped or edited no longer matches its place or its hash.
create table audit_entry (
  kab_id int not null,
  seq bigint not null,
  election_no int,
  recorded_at timestamptz not null,
  action text not null,
  subject text not null,
  content text not null,
  content_hash bytea not null constraint audit_hash_is_sha256 check (length(content_hash) = 32),
  primary key (kab_id, seq)
);

-- owner: platform/events
-- Outbox of what changed, never the figures. Readers take rows whose transaction is below pg_snapshot_xmin, because ids
-- are handed out before they are committed.
create table outbox_event (
  kab_id int not null,
  id bigint generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  election_no int,
  topic text not null,
  subject jsonb not null,
  recorded_at timestamptz not null,
  primary key (kab_id, id)
);
create index outbox_event_in_order on outbox_event (id);

-- owner: platform/blobs
-- Files kept beside the database, named by their content.
create table blob (
  sha256 bytea primary key constraint blob_hash_is_sha256 check (length(sha256) = 32),
  bytes bigint not null constraint blob_bytes_is_not_negative check (bytes >= 0),
  media_type text not null,
  stored_at timestamptz not null
);

-- owner: regions
-- What this desk says of a village beyond its code: hard to reach, so listed first.
create table region_mark (
  kab_id int not null,
  village text not null,
  remote boolean not null,
  reason text,
  marked_at timestamptz not null,
  marked_by text not null,
  primary key (kab_id, village)
);

-- owner: elections
create table election (
  election_no int generated always as identity primary key,
  id text not null unique,
  name text not null,
  kind text not null constraint election_kind_is_known check (kind in ('pilkada', 'pemilu')),
  voting_day date not null,
  time_zone text not null,
  regions text[] not null,
  region_edition text not null,
  max_voters_per_station int not null,
  reserve_percent numeric(7, 4) not null,
  verification text not null constraint verification_is_known check (verification in ('photo')),
  border_invalid_percent numeric(7, 4) not null,
  border_zero_candidate_percent numeric(7, 4) not null,
  border_turnout_percent numeric(7, 4) not null,
  demo text constraint demo_is_known check (demo in ('real', 'synthetic')),
  -- moves with every change of the definition or the stations: copies in memory compare it
  version int not null default 1
);

-- owner: elections
create table contest (
  contest_no int generated always as identity primary key,
  election_no int not null references election,
  id text not null,
  position int not null,
  kind text not null constraint contest_kind_is_known check (kind in ('governor', 'regent', 'mayor', 'president')),
  area text not null,
  form text not null,
  -- of id, area, form and candidates: what a phone must have had in hand when it filled the form
  definition_hash text not null,
  unique (election_no, id)
);

-- owner: elections
create table candidate (
  contest_no int not null references contest on delete cascade,
  number int not null constraint candidate_number_is_positive check (number between 1 and 999),
  position int not null,
  name text not null,
  blank_column boolean not null default false,
  primary key (contest_no, number)
);

-- owner: elections
-- Rounds after the regular one (PSU, PSL, PSS), in their order. opened null = planned, not open.
create table voting_round (
  contest_no int not null references contest on delete cascade,
  round text not null,
  position int not null,
  opened date,
  stations text[] not null,
  primary key (contest_no, round)
);

-- owner: elections
create table station (
  kab_id int not null,
  election_no int not null references election,
  village text collate "C" not null,
  station smallint not null constraint station_number_is_1_to_999 check (station between 1 and 999),
  kind text not null constraint station_kind_is_known check (kind in ('regular', 'special')),
  permanent_voters int,
  permanent_voters_m int,
  permanent_voters_f int,
  address text,
  latitude double precision,
  longitude double precision,
  predecessors text[] not null default '{}',
  primary key (kab_id, election_no, village, station)
);
create index station_by_election on station (election_no, kab_id);

-- owner: elections
-- How many stations a village, kecamatan and kabupaten holds: written with the stations, read with every total.
create table station_count (
  kab_id int not null,
  election_no int not null references election,
  region text collate "C" not null,
  stations int not null,
  primary key (kab_id, election_no, region)
);
create index station_count_by_election on station_count (election_no, region);

-- owner: results
-- The current state of a sheet: contest x station x round. Its figures are those of its current revision.
-- Its foreign key to contest has no index of its own: a contest with sheets is never deleted, every read goes by kab_id,
-- and while a table is young the planner took such an index for the primary key and read a whole kabupaten. Revisions,
-- acts and totals have no such key: they are written beside their sheet only, and each check costs as much as a row.
create table sheet (
  kab_id int not null,
  contest_no int not null references contest,
  village text collate "C" not null,
  station smallint not null,
  round text collate "C" not null,
  state text not null constraint sheet_state_is_known check (state in ('submitted', 'returned', 'verified', 'void')),
  revision int not null constraint sheet_revision_is_positive check (revision >= 1),
  open_rivals smallint not null default 0 constraint open_rivals_is_not_negative check (open_rivals >= 0),
  errors text[] not null,
  warnings text[] not null,
  changed_at timestamptz not null,
  primary key (kab_id, contest_no, village, station, round)
) with (fillfactor = 90);

-- owner: results
-- Every content a sheet ever had. Append only.
create table sheet_revision (
  kab_id int not null,
  contest_no int not null,
  village text collate "C" not null,
  station smallint not null,
  round text collate "C" not null,
  revision int not null,
  act_id uuid not null,
  author_id text not null,
  author_role text not null,
  reason text,
  note text,
  figures jsonb not null,
  content_hash bytea not null,
  entered_at timestamptz,
  recorded_at timestamptz not null,
  primary key (kab_id, contest_no, village, station, round, revision)
);

-- owner: results
-- Other contents waiting beside the current one. They are closed, never deleted.
create table sheet_rival (
  kab_id int not null,
  contest_no int not null references contest,
  village text collate "C" not null,
  station smallint not null,
  round text collate "C" not null,
  rival int not null,
  act_id uuid not null,
  author_id text not null,
  author_role text not null,
  basis int not null,
  reason text,
  note text,
  figures jsonb not null,
  content_hash bytea not null,
  entered_at timestamptz,
  recorded_at timestamptz not null,
  closed_as text constraint rival_closing_is_known check (closed_as in ('kept', 'taken', 'third', 'withdrawn', 'corrected', 'void')),
  closed_by uuid,
  primary key (kab_id, contest_no, village, station, round, rival),
  constraint rival_is_closed_by_an_act check ((closed_as is null) = (closed_by is null))
);

-- owner: results
-- Everything anybody did to a sheet, with the answer given: a repeat of the id gets that answer again.
create table sheet_act (
  kab_id int not null,
  id uuid not null,
  contest_no int not null,
  village text collate "C" not null,
  station smallint not null,
  round text collate "C" not null,
  act text not null,
  outcome text not null,
  revision int,
  actor_id text not null,
  actor_role text not null,
  actor_region text not null,
  device text,
  channel text not null,
  reason text,
  request_hash bytea not null,
  answer jsonb not null,
  recorded_at timestamptz not null,
  primary key (kab_id, id)
);
create index sheet_act_by_sheet on sheet_act (kab_id, contest_no, village, station, round);

-- owner: results
-- One person asked to make a sheet void; another confirms or refuses, and the request is closed.
create table void_request (
  kab_id int not null,
  contest_no int not null references contest,
  village text collate "C" not null,
  station smallint not null,
  round text collate "C" not null,
  revision int not null,
  act_id uuid not null,
  requested_by text not null,
  reason text not null,
  requested_at timestamptz not null,
  closed_as text constraint void_closing_is_known check (closed_as in ('confirmed', 'refused')),
  closed_by uuid,
  primary key (kab_id, act_id)
);
create unique index one_open_void_request on void_request (kab_id, contest_no, village, station, round) where closed_as is null;

-- owner: results
-- Submissions that wait for the level above: older definition, right lost on the way, round not opened.
create table held_submission (
  kab_id int not null,
  id uuid not null,
  contest_no int not null references contest,
  village text collate "C" not null,
  station smallint not null,
  round text collate "C" not null,
  cause text not null constraint held_cause_is_known check (cause in ('definition', 'right', 'round')),
  author_id text not null,
  author_role text not null,
  author_region text not null,
  submission jsonb not null,
  recorded_at timestamptz not null,
  fate text constraint held_fate_is_known check (fate in ('admitted', 'refused')),
  fate_reason text,
  fate_act uuid,
  primary key (kab_id, id)
);
create index held_submission_by_contest on held_submission (contest_no, kab_id);

-- owner: results
-- Photos of a sheet's pages; the bytes are a blob. Pieces arrive until received = length.
create table photo (
  kab_id int not null,
  id uuid not null,
  contest_no int not null references contest,
  village text collate "C" not null,
  station smallint not null,
  round text collate "C" not null,
  submission_id uuid not null,
  page smallint not null,
  length bigint not null,
  received bigint not null default 0,
  sha256 bytea not null,
  media_type text not null,
  uploaded_by text not null,
  recorded_at timestamptz not null,
  primary key (kab_id, id)
);
create index photo_by_sheet on photo (kab_id, contest_no, village, station, round);
create index photo_by_contest on photo (contest_no);

-- owner: results
-- Totals of villages, kecamatan and kabupaten; provinces and the nation are summed from kabupaten at reading, because a
-- row that every submission touches would make them wait for each other. The layout of sums is src/results/domain/totals.ts.
create table area_total (
  kab_id int not null,
  contest_no int not null,
  region text collate "C" not null,
  sums bigint[] not null,
  changed_at timestamptz not null,
  primary key (kab_id, contest_no, region)
) with (fillfactor = 50);
create index area_total_by_contest on area_total (contest_no, region);
