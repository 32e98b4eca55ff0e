import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boxesInPaperOrder } from '#elections/domain/form-profile.ts';
import { parseFormProfile } from '#elections/domain/parse-form.ts';
import { type FormFile, FormFileSchema, type LabelFile } from '#elections/form-schema.ts';
import { loadForms } from '#elections/load-forms.ts';
import { schemaFaults } from '#platform/schema/schema-faults.ts';
import { rowOf } from '#results/domain/checks/rows.ts';
import { fieldNames } from '#results/domain/fields.ts';

const REFERENCE = `${import.meta.dirname}/../../data/reference`;
const FORMS = loadForms();
const FILE = readJson('forms/kwk-2024.json') as FormFile;
const LABELS = ['2024', 'kwk-lama', 'pemilu'].map((id) => readJson(`labels/${id}.json`) as LabelFile);

describe('shipped form profiles', () => {
  it('are those of the regional and the presidential elections of 2024', () => {
    expect([...FORMS.keys()]).toEqual(['kwk-2024', 'ppwp-2024']);
  });

  it.each([...FORMS.values()])('$id states every field of a sheet once, under the row that messages name', (form) => {
    const fields = boxesInPaperOrder(form, [1, 2, 7]).map(({ field }) => field);
    expect([...fields].sort()).toEqual(fieldNames([1, 2, 7]).sort());
    for (const { row, field } of form.sections.flatMap(({ rows }) => rows)) expect(row).toBe(rowOf(field).row);
  });

  it('follow the paper: men, women, both; used before returned; pairs before valid votes', () => {
    const fields = boxesInPaperOrder(FORMS.get('kwk-2024') as never, [2, 1]).map(({ field }) => field);
    expect(fields.slice(0, 3)).toEqual(['registered_permanent_m', 'registered_permanent_f', 'registered_permanent']);
    expect(fields.slice(-9)).toEqual([
      ...['ballots_unused', 'disabled_voted_m', 'disabled_voted_f', 'disabled_voted'],
      ...['candidate_2', 'candidate_1', 'valid_votes', 'invalid_votes', 'total_votes'],
    ]);
    expect(boxesInPaperOrder(FORMS.get('kwk-2024') as never, [1]).every(({ digits }) => digits === 3)).toBe(true);
  });

  it('an older form states block II in its own order, without any code', () => {
    const order = ['ballots_received', 'ballots_returned', 'ballots_unused', 'ballots_used'];
    const rows = order.map((field, at) => ({ row: `II.${at + 1}`, field }));
    const older = withSection('II', { rows });
    const form = parseFormProfile({ ...older, labels: 'kwk-lama' }, LABELS);
    const fields = form.ok ? boxesInPaperOrder(form.value, [1]).map(({ field }) => field) : [];
    expect(fields.filter((field) => field.startsWith('ballots_'))).toEqual(order);
  });
});

describe('words are data', () => {
  it.each([
    ['2024', 'voted_transfer', 'DPTb'],
    ['2024', 'voted_additional', 'DPK'],
    ['kwk-lama', 'voted_transfer', 'DPPh'],
    ['kwk-lama', 'voted_additional', 'DPTb'],
    ['pemilu', 'voted_transfer', 'DPTb'],
    ['pemilu', 'voted_additional', 'DPK'],
  ])('under %s, %s is %s', (labels, field, term) => {
    const form = parseFormProfile({ ...FILE, labels }, LABELS);
    const rows = form.ok ? form.value.sections.flatMap((section) => section.rows) : [];
    expect(rows.find((row) => row.field === field)?.label.id).toContain(`(${term})`);
  });
});

describe('a form profile that does not fit is refused with its place', () => {
  it.each([
    ['elections.form-without-labels', 'xx', { ...FILE, labels: 'xx' }],
    ['elections.form-label-missing', 'section.none', withSection('I', { label: 'section.none' })],
    [
      'elections.form-label-missing',
      'registered_transfer',
      withSection('III', { rows: [{ row: 'III', field: 'registered_transfer' }] }),
    ],
    [
      'elections.form-row-repeated',
      'voted_total',
      withSection('III', { rows: [{ row: 'III', field: 'voted_total' }] }),
    ],
    [
      'elections.form-row-missing',
      'valid_votes',
      { ...FILE, sections: FILE.sections.filter(({ row }) => row !== 'V') },
    ],
    [
      'elections.form-row-missing',
      'candidates',
      { ...FILE, sections: FILE.sections.filter(({ row }) => row !== 'IV') },
    ],
  ])('%s: %s', (code, name, file) => {
    const parsed = parseFormProfile(file, LABELS);
    expect(parsed).toMatchObject({ ok: false, problem: { code } });
    if (!parsed.ok) expect(parsed.problem.message.id).toContain(`“${name}”`);
  });

  it.each([
    ['/digits', { ...FILE, digits: 0 }],
    ['/sections', { ...FILE, sections: [] }],
    ['/sections/0/rows/0/field', withSection('I', { rows: [{ row: 'I.A', field: 'Jumlah' }] })],
  ])('shape: %s', (path, file) => {
    expect(schemaFaults(FormFileSchema, file)[0]?.path).toBe(path);
  });
});

describe('the timetable of 2024', () => {
  it('has valid days in order, a source for each stage, and says that the regulation was not read', () => {
    const timetable = readJson('stages/pilkada-2024.json') as {
      regulation: { read: boolean };
      stages: { id: string; start: string | null; end: string | null; source: string[]; doubt?: string }[];
    };
    expect(timetable.regulation.read).toBe(false);
    expect(new Set(timetable.stages.map(({ id }) => id)).size).toBe(timetable.stages.length);
    for (const { id, start, end, source, doubt } of timetable.stages) {
      for (const day of [start, end]) if (day) expect(new Date(day).toISOString().slice(0, 10), id).toBe(day);
      if (start && end) expect(start <= end, id).toBe(true);
      else expect(end !== null || doubt !== undefined, id).toBe(true);
      expect(source.length, id).toBeGreaterThan(0);
    }
    expect(timetable.stages.find(({ id }) => id === 'voting')).toMatchObject({
      start: '2024-11-27',
      localStart: '07:00',
    });
  });
});

function withSection(row: string, change: Partial<FormFile['sections'][number]>): FormFile {
  return {
    ...FILE,
    sections: FILE.sections.map((section) => (section.row === row ? { ...section, ...change } : section)),
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(`${REFERENCE}/${path}`, 'utf8'));
}
