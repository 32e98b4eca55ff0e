import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesInPaperOrder } from '#elections/domain/form-profile.ts';
import { parseFormProfile } from '#elections/domain/parse-form.ts';
import { candidateNumbers } from '#results/fixtures-sheets.ts';
import { boxAfter, boxesOf, boxName, boxSections, nextOpenBox } from '#results/web/phone/form/form-boxes.ts';
import { maybeZero, readBox, readBoxes } from '#results/web/phone/form/read-boxes.ts';
import { ROOT } from '../../architecture/files.ts';
import { PAPERS, paperOf } from '../../journeys/paper-form/papers.mjs';

const { form, definition } = paperOf(PAPERS.fresh);
const sections = boxSections(form, definition.candidates);
const boxes = boxesOf(sections);

function readFolder(name: string) {
  const folder = join(ROOT, 'data/reference', name);
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

const forms = readFolder('forms').map((file) => {
  const parsed = parseFormProfile(file, readFolder('labels'));
  if (!parsed.ok) throw new Error(parsed.problem.message.en);
  return { hash: file.id, ...parsed.value };
});

describe('the boxes of the paper', () => {
  it.each(forms)('come in the order of $id, each once, by going on from box to box', (one) => {
    fc.assert(
      fc.property(candidateNumbers, (numbers) => {
        const pairs = numbers.map((number) => ({ number, name: `Pasangan ${number}`, blankColumn: false }));
        const all = boxesOf(boxSections(one as never, pairs));
        const walked: string[] = [];
        for (let box = boxAfter(all, null); box; box = boxAfter(all, box.field)) walked.push(box.field);
        expect(walked).toEqual(boxesInPaperOrder(one, numbers).map(({ field }) => field));
      }),
      { numRuns: 20 },
    );
  });

  it('are named by the row of the paper', () => {
    expect(boxName(sections, 'registered_permanent_f').id).toBe('I.A Pemilih dalam DPT (P)');
    expect(boxName(sections, 'candidate_2').id).toBe('IV.2 Pasangan 2');
  });

  it('lead to the next that wants something, never back', () => {
    const wants = ({ field }: { field: string }) => ['ballots_used', 'total_votes'].includes(field);
    expect(nextOpenBox(boxes, null, wants)?.field).toBe('ballots_used');
    expect(nextOpenBox(boxes, 'ballots_used', wants)?.field).toBe('total_votes');
    expect(nextOpenBox(boxes, 'total_votes', wants)).toBeUndefined();
  });
});

describe('what stands in a box', () => {
  it('is nothing when it is empty, and zero only when zero was typed', () => {
    expect(readBox('', 3)).toBeNull();
    expect(readBox('  ', 3)).toBeNull();
    expect(readBox('0', 3)).toEqual({ count: 0 });
    expect(readBox('012', 3)).toEqual({ count: 12 });
  });

  it.each(['1.234', '1,2', '-3', '+4', '12a', '1e3', '٣'])('is kept as wrong, with words: %s', (text) => {
    expect(readBox(text, 3)).toMatchObject({ fault: { id: expect.stringContaining(text) } });
  });

  it('is wrong with more digits than the paper has boxes', () => {
    expect(readBox('1234', 3)).toMatchObject({ fault: { id: expect.stringContaining('hanya ada 3 kotak') } });
  });

  it('is counted, wrong or empty: one of the three for every box and every text', () => {
    const texts = fc.dictionary(
      fc.constantFrom(...boxes.map(({ field }) => field)),
      fc.oneof(fc.string(), fc.nat(9999).map(String)),
    );
    fc.assert(
      fc.property(texts, (typed) => {
        const { values, faults, empty } = readBoxes(boxes, typed);
        const named = [...Object.keys(values), ...Object.keys(faults), ...empty].sort();
        expect(named).toEqual(boxes.map(({ field }) => field).sort());
      }),
    );
  });
});

describe('the question of zeros', () => {
  const asked = (texts: Record<string, string>) => maybeZero(readBoxes(boxes, texts), [1, 2]);

  it('names empty boxes and no stated ones', () => {
    const all = Object.fromEntries(boxes.map(({ field }) => [field, '5']));
    expect(asked({ ...all, candidate_2: '', invalid_votes: '' })).toEqual(['candidate_2', 'invalid_votes']);
    expect(asked({ ...all, candidate_2: '0' })).toEqual([]);
  });

  it('never presumes a total whose parts are above zero', () => {
    const total = asked({ candidate_1: '112', voted_permanent_m: '20', ballots_used: '30', invalid_votes: '0' });
    for (const field of ['valid_votes', 'total_votes', 'voted_permanent', 'voted_total_m', 'ballots_received']) {
      expect(total).not.toContain(field);
    }
    expect(total).toContain('candidate_2');
  });
});
