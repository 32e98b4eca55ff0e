import { describe, expect, it } from 'vitest';
import type { Json } from '#kernel/canonical-json.ts';
import type { Uuid } from '#kernel/uuid.ts';
import type { Draft, OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { Task, Tasks } from '#results/contract/tasks.ts';
import { draftKey } from '#results/web/phone/form/sheet-draft.ts';
import { findPaper, haveOf, isWhole, mergeTasks } from '#results/web/phone/kept-tasks.ts';
import { addressOf, codeIn, type Place, placeOf } from '#results/web/phone/phone-address.ts';
import { nextTask, taskRows, troubledRows, villageGroups } from '#results/web/phone/task-list.ts';

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

function sent(subject: string, state: OutboxItem['state'], receipt: Json = null): OutboxItem {
  const id = '0193a000-0000-7000-8000-000000000001' as Uuid;
  const tried = { tries: 1, triedAt: null, trouble: null, answeredAt: null, photos: [] };
  return { id, kind: 'sheet', subject, owner: 'siti', body: null, bytes: 1, savedAt: AS_OF, state, receipt, ...tried };
}

function receiptAt(receivedAt: string, outcome = 'accepted'): Json {
  return { submission: '0193a000-0000-7000-8000-000000000001', outcome, contentHash: 'x', receivedAt };
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

describe('the order of the list', () => {
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
