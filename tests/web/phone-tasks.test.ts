import { describe, expect, it } from 'vitest';
import type { Json } from '#kernel/canonical-json.ts';
import type { Uuid } from '#kernel/uuid.ts';
import type { Draft, OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { Task, Tasks } from '#results/contract/tasks.ts';
import { draftKey } from '#results/web/phone/form/sheet-draft.ts';
import { findPaper, haveOf, isWhole, mergeTasks } from '#results/web/phone/kept-tasks.ts';
import { addressOf, codeIn, type Place, placeOf } from '#results/web/phone/phone-address.ts';
import { nextTask, taskRows, troubledRows, villageGroups } from '#results/web/phone/task-list.ts';
import { placedName } from '#results/web/phone/task-words.ts';

const AS_OF = '2024-11-27T09:00:00.000Z';

function task(region: string, station: number, changes: Partial<Task> = {}): Task {
  const id = `desk:gubernur:${region}:${String(station).padStart(3, '0')}:regular`;
  const fixed = { id, election: 'desk', contest: 'gubernur', region, station, round: 'regular' };
  return { ...fixed, status: 'missing', permanentVoters: null, sheet: null, lease: null, ...changes };
}

function list(tasks: readonly Task[]): Tasks {
  return {
    notice: '',
    asOf: AS_OF,
    account: { id: 'siti', name: 'Siti' },
    role: 'village_operator',
    ended: false,
    region: '64.09.01',
    regionName: 'Penajam',
    villages: [
      { region: '64.09.01.1001', name: 'Ambalat', district: 'Penajam', remote: false },
      { region: '64.09.01.1002', name: 'Zamrud', district: 'Penajam', remote: true },
    ],
    elections: [],
    definitions: [],
    forms: [],
    tasks: [...tasks],
    held: [],
  };
}

const [EARLIER, MIDDLE, LATER] = [1, 2, 3].map((at) => `0193a000-0000-7000-8000-00000000000${at}` as Uuid) as [
  Uuid,
  Uuid,
  Uuid,
];

function sent(subject: string, state: OutboxItem['state'], receipt: Json = null, id = EARLIER): OutboxItem {
  const tried = { tries: 1, triedAt: null, trouble: null, answeredAt: null, photos: [] };
  return { id, kind: 'sheet', subject, owner: 'siti', body: null, bytes: 1, savedAt: AS_OF, state, receipt, ...tried };
}

function receiptAt(receivedAt: string, outcome = 'accepted'): Json {
  return { submission: EARLIER, outcome, contentHash: 'x', receivedAt };
}

function conflictOf(first: boolean, second = false): Partial<Task> {
  const by = (me: boolean) => ({
    author: { name: '', me },
    values: {},
    contentHash: '',
    recordedAt: AS_OF,
    note: null,
  });
  const rivals = [{ rival: 1, ...by(second) }];
  return { status: 'conflict', sheet: { revision: 1, ...by(first), returned: null, rivals, photos: 0 } };
}

function rowsOf(tasks: Tasks, items: readonly OutboxItem[] = [], drafts: readonly Draft[] = []) {
  return taskRows(tasks, 'desk', { owner: 'siti', items, drafts });
}

describe('the mark of a paper', () => {
  const one = task('64.09.01.1001', 1);
  const markOf = (items: OutboxItem[]) => rowsOf(list([one]), items)[0]?.mark.word.id;

  it('is that of the phone until the server knows, then that of the server', () => {
    expect(markOf([])).toBe('Belum');
    expect(markOf([sent(one.id, 'waiting')])).toBe('Di HP');
    expect(markOf([sent(one.id, 'refused')])).toBe('Ditolak');
    expect(markOf([sent(one.id, 'done', receiptAt('2024-11-27T09:00:01.000Z'))])).toBe('Terkirim');
    expect(markOf([sent(one.id, 'done', receiptAt('2024-11-27T09:00:01.000Z', 'conflict'))])).toBe('Bentrok');
    expect(markOf([sent(one.id, 'done', receiptAt('2024-11-27T08:59:59.000Z'))])).toBe('Belum');
  });

  it('of a draft belongs to its own account and paper', () => {
    const draft = (owner: string): Draft => {
      const key = draftKey(owner, one.id);
      return { key, owner, kind: 'sheet', body: null, photos: [], changedAt: AS_OF };
    };
    expect(rowsOf(list([one]), [], [draft('siti')])[0]?.draft).not.toBeNull();
    expect(rowsOf(list([one]), [], [draft('budi')])[0]?.draft).toBeNull();
  });
});

describe('a paper that was held', () => {
  const one = task('64.09.01.1001', 1);
  const other = task('64.09.01.1001', 2);
  const entry = (fate: 'admitted' | 'refused' | null, submission = MIDDLE) => {
    const reason = fate === 'refused' ? 'Calonnya sudah diganti.' : null;
    return { submission, sheet: one.id, cause: 'definition', fate, reason };
  };
  const arrived = (id: Uuid) => sent(one.id, 'done', receiptAt('2024-11-27T08:59:59.000Z', 'held'), id);
  const rowIn = (held: Tasks['held'], items: OutboxItem[] = [], changes: Partial<Task> = {}) =>
    rowsOf({ ...list([{ ...one, ...changes }, other]), held }, items)[0];
  const told = (...given: Parameters<typeof rowIn>) => {
    const row = rowIn(...given);
    return [row?.mark.word.id, row?.trouble, row?.isOpen];
  };

  it('stays held for as long as nobody has decided, and is no longer something to do', () => {
    const justNow = { ...arrived(EARLIER), receipt: receiptAt('2024-11-27T09:00:01.000Z', 'held') };
    expect(told([], [justNow])).toEqual(['Karantina', 'held', false]);
    expect(told([entry(null)])).toEqual(['Karantina', 'held', false]);
    expect(told([entry(null)], [arrived(MIDDLE)])).toEqual(['Karantina', 'held', false]);
    const tasks = { ...list([one, other]), held: [entry(null)] };
    expect(nextTask(villageGroups(tasks, rowsOf(tasks)))?.task.station).toBe(2);
  });

  it('lets a draft that stands beside it be opened, but never leads there', () => {
    const draft = { key: draftKey('siti', one.id), owner: 'siti', kind: 'sheet', body: null, photos: [] };
    const tasks = { ...list([one, other]), held: [entry(null)] };
    const rows = rowsOf(tasks, [], [{ ...draft, changedAt: AS_OF }]);
    expect(rows[0]?.isOpen).toBe(true);
    expect(nextTask(villageGroups(tasks, rows))?.task.station).toBe(2);
  });

  it('that was turned down is open again and says why, until it is entered anew', () => {
    expect(told([entry('refused')], [arrived(MIDDLE)])).toEqual(['Belum', 'turned-down', true]);
    expect(rowIn([entry('refused')])?.held?.reason).toBe('Calonnya sudah diganti.');
    expect(told([entry('refused')], [arrived(MIDDLE), sent(one.id, 'waiting', null, LATER)])).toEqual([
      'Di HP',
      null,
      false,
    ]);
    expect(told([entry('refused')], [], { status: 'submitted' })).toEqual(['Diperiksa', null, false]);
    expect(told([entry('refused')], [], { status: 'void' })).toEqual(['Batal', 'turned-down', true]);
  });

  it('that was let in is the sheet itself', () => {
    expect(told([entry('admitted')], [arrived(MIDDLE)], { status: 'submitted' })).toEqual(['Diperiksa', null, false]);
    expect(told([entry('admitted', LATER), entry('refused')], [arrived(MIDDLE)])).toEqual(['Belum', null, true]);
  });

  it('is overtaken by what was saved after it, whatever the clock said; elsewhere by the time in the id', () => {
    const submitted = { status: 'submitted' } as const;
    const accepted = (id: Uuid) => ({ ...sent(one.id, 'done', null, id), receipt: null });
    expect(told([entry(null)], [arrived(MIDDLE), accepted(EARLIER)], submitted)).toEqual(['Diperiksa', null, false]);
    expect(told([entry(null)], [accepted(LATER)], submitted)).toEqual(['Diperiksa', null, false]);
    expect(told([entry(null)], [accepted(EARLIER)], submitted)).toEqual(['Karantina', 'held', false]);
  });

  it('does not hide that two entries must be compared', () => {
    expect(told([entry(null)], [], conflictOf(true))).toEqual(['Bentrok', 'conflict', false]);
    expect(told([entry(null)], [], conflictOf(false))).toEqual(['Karantina', 'held', false]);
  });
});

describe('a paper with two entries', () => {
  const rowIn = (changes: Partial<Task>) => rowsOf(list([task('64.09.01.1001', 1, changes)]))[0];

  it('needs whoever entered one of them, and nobody else: the rest is for the desk', () => {
    expect(rowIn(conflictOf(true))?.trouble).toBe('conflict');
    expect(rowIn(conflictOf(false, true))?.trouble).toBe('conflict');
    const other = rowIn(conflictOf(false));
    expect([other?.trouble, other?.mark.word.id, other?.isOpen]).toEqual([null, 'Bentrok', false]);
  });
});

describe('a paper with a refused photo', () => {
  const one = task('64.09.01.1001', 1, { status: 'submitted' });
  const photo = {
    id: LATER,
    page: 2,
    bytes: 1,
    sha256: '',
    state: 'refused',
    remote: null,
    sent: 0,
    trouble: null,
  } as const;
  const refusedOf = (subject: string) => ({ ...sent(subject, 'done'), photos: [photo] });

  it('needs the person, keeps the mark of its figures, and names the page', () => {
    const row = rowsOf(list([one]), [refusedOf(one.id)])[0];
    expect([row?.trouble, row?.mark.word.id, row?.refusedPhoto?.page]).toEqual(['photo', 'Diperiksa', 2]);
  });

  it('is not forgotten behind a correction, and gives way to what is more urgent', () => {
    const correction = sent(one.id, 'done', null, LATER);
    expect(rowsOf(list([one]), [refusedOf(one.id), correction])[0]?.trouble).toBe('photo');
    const returned = { ...one, status: 'returned' } as const;
    expect(rowsOf(list([returned]), [refusedOf(one.id)])[0]?.trouble).toBe('returned');
  });
});

describe('the order of the list', () => {
  it('has what owes something first, finished villages last, remote ones too', () => {
    const names = (...open: string[]) => {
      const tasks = list(
        ['64.09.01.1001', '64.09.01.1002'].map((region) =>
          task(region, 1, open.includes(region) ? {} : { status: 'submitted' }),
        ),
      );
      return villageGroups(tasks, rowsOf(tasks)).map(({ name }) => name);
    };
    expect(names('64.09.01.1001')).toEqual(['Ambalat', 'Zamrud']);
    expect(names('64.09.01.1001', '64.09.01.1002')).toEqual(['Zamrud', 'Ambalat']);
    expect(names()).toEqual(['Zamrud', 'Ambalat']);
  });

  it('names the village of a paper where there are several', () => {
    const { villages } = list([]);
    expect(placedName('TPS 001 Bupati', '64.09.01.1002', villages)).toBe('TPS 001 Bupati · Zamrud');
    expect(placedName('TPS 001 Bupati', '64.09.01.1002', villages.slice(1))).toBe('TPS 001 Bupati');
  });

  it('has remote villages first, and within one what is unfinished', () => {
    const tasks = list([
      task('64.09.01.1001', 1),
      task('64.09.01.1002', 1, { status: 'submitted' }),
      task('64.09.01.1002', 2),
    ]);
    const groups = villageGroups(tasks, rowsOf(tasks));
    expect(groups.map(({ name }) => name)).toEqual(['Zamrud', 'Ambalat']);
    expect(groups[0]?.stations.map(({ station }) => station)).toEqual([2, 1]);
  });

  it('leads on to a begun draft, else to what nobody else is filling, else to anything unfinished', () => {
    const lease = { by: 'Budi', until: AS_OF };
    const [first, second] = [task('64.09.01.1001', 1, { lease }), task('64.09.01.1001', 2)];
    const tasks = list([first, second]);
    const next = (drafts: Draft[], items: OutboxItem[] = []) =>
      nextTask(villageGroups(tasks, rowsOf(tasks, items, drafts)))?.task.station;
    const key = draftKey('siti', first.id);
    expect(next([])).toBe(2);
    expect(next([{ key, owner: 'siti', kind: 'sheet', body: null, photos: [], changedAt: AS_OF }])).toBe(1);
    expect(next([], [sent(second.id, 'waiting')])).toBe(1);
    expect(next([], [sent(first.id, 'done', receiptAt('2024-11-27T10:00:00Z')), sent(second.id, 'waiting')])).toBe(
      undefined,
    );
  });

  it('puts what is refused before what was returned, and drops a trouble that is being answered', () => {
    const returned = task('64.09.01.1001', 1, { status: 'returned' });
    const refused = task('64.09.01.1001', 2);
    const tasks = list([returned, refused]);
    const troubles = (items: OutboxItem[]) => troubledRows(rowsOf(tasks, items)).map(({ trouble }) => trouble);
    expect(troubles([sent(refused.id, 'refused')])).toEqual(['refused', 'returned']);
    expect(troubles([sent(returned.id, 'waiting')])).toEqual([]);
  });
});

describe('what the phone keeps of the list', () => {
  const form = { hash: 'f1', id: 'kwk', title: { id: '', en: '' }, labels: '', sections: [] };
  const definition = {
    hash: 'd1',
    election: 'desk',
    contest: 'gubernur',
    kind: 'governor',
    areaName: 'Kaltim',
  } as const;
  const whole: Tasks = {
    ...list([task('64.09.01.1001', 1)]),
    elections: [
      {
        id: 'desk',
        name: 'Desk',
        votingDay: '2024-11-27',
        timeZone: 'Asia/Makassar',
        timeZoneName: 'WITA',
        demo: null,
        maxVotersPerStation: 600,
        reservePercent: '2.5',
        borders: { invalidPercent: '15', zeroCandidatePercent: '20', turnoutPercent: '95' },
        contests: [{ contest: 'gubernur', definition: 'd1' }],
      },
    ],
    definitions: [{ ...definition, form: 'f1', candidates: [] }],
    forms: [form],
  };

  it('names what it has, and puts it back where the server left it out', () => {
    expect(haveOf(whole)).toBe('d1,f1');
    const answer = { ...whole, definitions: [], forms: [] };
    const merged = mergeTasks(whole, answer);
    expect(isWhole(answer)).toBe(false);
    expect(isWhole(merged)).toBe(true);
    expect(findPaper(merged, whole.tasks[0]?.id ?? '')?.form.hash).toBe('f1');
  });

  it('never names more than the server reads', () => {
    const many = Array.from({ length: 400 }, (_, at) => ({ ...form, hash: String(at).padStart(64, '0') }));
    expect(haveOf({ ...whole, forms: many }).length).toBeLessThanOrEqual(8_000);
  });
});

describe('addresses', () => {
  const places: Place[] = [
    { screen: 'tasks' },
    { screen: 'queue' },
    { screen: 'log-in' },
    { screen: 'activate' },
    { screen: 'fill', task: 'desk:gubernur:64.09.01.1001:003:regular' },
    { screen: 'sheet', task: 'a/b c%' },
  ];
  it.each(places)('lead back to their screen: $screen', (place) => {
    expect(placeOf(addressOf(place))).toEqual(place);
  });

  it('that are broken lead to the tasks', () => {
    for (const hash of ['', '#', '#/isi/', '#/lembar', '#/x/y', '#//', '#/tugas/%E0%A4%A']) {
      expect(placeOf(hash)).toEqual({ screen: 'tasks' });
    }
  });

  it('carry the code of a card', () => {
    expect(codeIn('#aktivasi=4K7M-9XQ2-TB3H')).toBe('4K7M-9XQ2-TB3H');
    expect(codeIn('#/tugas')).toBeNull();
  });
});
