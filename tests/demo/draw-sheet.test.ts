import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { drawSheetImage, type SheetDrawing } from '../../src/demo/draw-sheet.ts';
import { numberWords } from '../../src/demo/number-words.ts';
import { readReferenceFigures } from '../../src/demo/reference-figures.ts';
import { REHEARSAL_SEED, rehearsalElection } from '../../src/demo/rehearsal-election.ts';
import { rehearsalPicture } from '../../src/demo/rehearsal-picture.ts';
import { seededSheet } from '../../src/demo/seeded-sheets.ts';
import { spreadStations } from '../../src/demo/spread-stations.ts';

const election = rehearsalElection();
const stations = spreadStations(readReferenceFigures(), REHEARSAL_SEED);
const sheets = election.contests.map((contest) => {
  const here = stations.filter(({ region }) => region.startsWith(contest.area));
  // Where there is one, a sheet whose entry differs: the picture must not follow the entry.
  const station = here.find((one) => seededSheet(REHEARSAL_SEED, contest, one).slip !== null) ?? here[0]!;
  const { truth } = seededSheet(REHEARSAL_SEED, contest, station);
  const image = rehearsalPicture(REHEARSAL_SEED, contest, station, (code) => `Wilayah ${code}`);
  return { id: contest.id, contest, station, truth, image };
});

const plain: SheetDrawing = {
  title: 'C.HASIL-KWK-GUBERNUR',
  contest: 'Pemilihan',
  regions: { province: 'P', regency: 'K', district: 'C', village: 'D' },
  station: 7,
  candidates: [{ number: 1, name: 'Pasangan 1' }],
  values: { candidate_1: 58 },
  seed: 'x',
};

describe('a drawn sheet', () => {
  it.each(sheets)('of $id shows every number of the paper in its boxes', ({ truth, image, station }) => {
    const boxes = { ...truth, station: station.station };
    for (const [field, value] of Object.entries(boxes)) {
      expect([field, Number(digitsIn(image, field).replaceAll('X', ''))]).toEqual([field, value]);
    }
  });

  it.each(sheets)('of $id repeats the votes in words', ({ truth, image, contest }) => {
    for (const field of [
      ...contest.candidates.map(({ number }) => `candidate_${number}`),
      'valid_votes',
      'total_votes',
    ]) {
      expect(writtenWords(image)).toContain(numberWords(truth[field]!).replaceAll(' ', ''));
    }
  });

  it.each(sheets)('of $id is marked GLADI, small, and free of scripts and outside references', ({ image }) => {
    expect(image.match(/>GLADI</g)?.length).toBe(3);
    expect(image).toContain('DATA SINTETIS');
    expect(Buffer.byteLength(image)).toBeLessThanOrEqual(40_960);
    expect(image).not.toMatch(/<script|<foreignObject|<image|\son\w+=|href="[^#]|url\((?!#)|@import/i);
    expect(parses(image)).toBe(true);
  });

  it('is the same each time it is asked for', () => {
    expect(drawSheetImage(plain)).toBe(drawSheetImage({ ...plain }));
    expect(drawSheetImage({ ...plain, seed: 'y' })).not.toBe(drawSheetImage(plain));
  });

  it('crosses out the boxes in front of a number and leaves empty what the paper does not state', () => {
    expect(digitsIn(drawSheetImage(plain), 'candidate_1')).toBe('X58');
    expect(drawSheetImage(plain)).not.toContain('data-field="valid_votes"');
    expect(digitsIn(drawSheetImage({ ...plain, values: { candidate_1: 1234 } }), 'candidate_1')).toBe('1234');
  });

  it('keeps names as text, whatever they hold', () => {
    const image = drawSheetImage({ ...plain, candidates: [{ number: 1, name: '<script>"a" & b</script>' }] });
    expect(image).not.toMatch(/<script/i);
    expect(parses(image)).toBe(true);
  });

  it('grows with the number of candidates up to forty', () => {
    const candidates = Array.from({ length: 40 }, (_, index) => ({ number: index + 1, name: `Pasangan ${index + 1}` }));
    const height = Number(/viewBox="0 0 900 (\d+)"/.exec(drawSheetImage({ ...plain, candidates }))?.[1]);
    expect(height).toBeGreaterThan(40 * 34 + 1000);
  });
});

/** The digits drawn for a field, read from the shapes that the picture refers to. */
function digitsIn(image: string, field: string): string {
  const group = new RegExp(`<g data-field="${field}">(.*?)</g>`).exec(image)?.[1] ?? '';
  return [...group.matchAll(/href="#d([0-9X])[ab]"/g)].map((match) => match[1]).join('');
}

function writtenWords(image: string): string[] {
  return [...image.matchAll(/<g transform="[^"]*skewX[^"]*">(.*?)<\/g>/g)].map(([, letters]) =>
    [...(letters ?? '').matchAll(/href="#([A-Z])"/g)].map((match) => match[1]).join(''),
  );
}

function parses(image: string): boolean {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(image).close();
  return true;
}
