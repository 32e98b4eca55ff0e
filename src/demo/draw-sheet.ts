import { stationLabel } from '#kernel/station-number.ts';
import type { Values } from '#results/domain/fields.ts';
import { drawBoxes, drawSection, type Ink, LEFT, type Pen, RIGHT } from './drawing/draw-section.ts';
import { type FormCandidate, VOTER_SECTIONS, voteSections } from './drawing/form-rows.ts';
import { drawHand, glyphDefinitions, writeSignature, writeWords } from './drawing/handwriting.ts';
import { escapeXml, text } from './drawing/markup.ts';
import { numberWords } from './number-words.ts';
import { between, seededRandom } from './seeded-random.ts';

export type SheetDrawing = {
  /** Name of the form, such as C.HASIL-KWK-GUBERNUR. */
  readonly title: string;
  readonly regions: {
    readonly province: string;
    readonly regency: string;
    readonly district: string;
    readonly village: string;
  };
  readonly station: number;
  readonly contest: string;
  readonly candidates: readonly FormCandidate[];
  readonly values: Values;
  readonly seed: string;
};

/** Units of the page: A4 portrait with a strip of table around it; more candidates than fit make it longer. */
const PAGE_WIDTH = 900;
const PAGE_HEIGHT = 1270;
const PEN_BLUE = '#1f3a7a';
/** Light that falls from one side, as on a page photographed under a lamp. */
const LAMP =
  '<linearGradient id="light" x2="1" y2="1"><stop stop-color="#fffef8"/><stop offset=".55" stop-color="#fffdf4" stop-opacity=".5"/>' +
  '<stop offset="1" stop-color="#cfc6ae" stop-opacity=".45"/></linearGradient>';

/**
 * Draws one filled result form as an SVG picture of its own: no script, nothing from outside, the same for the same input.
 * It is a picture for a rehearsal: marked GLADI all over, with neither emblem nor name of any institution or person.
 */
export function drawSheetImage(sheet: SheetDrawing): string {
  const random = seededRandom('drawing', sheet.seed);
  const tilt = between(random, -0.7, 0.7).toFixed(2);
  const ink: Ink = { lines: [], texts: [], written: [] };
  const pen: Pen = { values: sheet.values, hand: drawHand(random), random };
  let top = drawHeader(sheet, pen, ink);
  for (const section of [...VOTER_SECTIONS, ...voteSections(sheet.candidates)]) {
    top += drawSection(section, top, pen, ink) + 11;
  }
  const bottom = Math.max(PAGE_HEIGHT - 30, drawSignatures(top, sheet.candidates.length, pen, ink) + 30);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAGE_WIDTH} ${bottom + 30}" width="${PAGE_WIDTH}" height="${bottom + 30}" role="img">`,
    `<title>${escapeXml(`GLADI: ${sheet.title}, TPS ${sheet.station} ${sheet.regions.village}, gambar sintetis`)}</title>`,
    `<defs>${glyphDefinitions()}${LAMP}</defs>`,
    `<rect width="${PAGE_WIDTH}" height="${bottom + 30}" fill="#8f8a80"/>`,
    `<g transform="rotate(${tilt} ${PAGE_WIDTH / 2} ${bottom / 2})">`,
    `<rect x="31" y="33" width="846" height="${bottom - 28}" fill="#000" opacity=".22"/>`,
    `<rect x="27" y="28" width="846" height="${bottom - 28}" fill="#f7f3e6"/>`,
    `<rect x="27" y="28" width="846" height="${bottom - 28}" fill="url(#light)"/>`,
    watermark(bottom),
    '<g font-family="Arial,Helvetica,sans-serif" fill="#26292b" stroke="none">',
    `<g stroke="#55595c" stroke-width=".9" fill="none">${ink.lines.join('')}</g>`,
    `${ink.texts.join('')}</g>`,
    `<g stroke="${PEN_BLUE}" stroke-width="2.2" fill="none" stroke-linecap="round" stroke-linejoin="round">${ink.written.join('')}</g>`,
    '</g></svg>',
  ].join('');
}

/** @returns where the first section begins */
function drawHeader(sheet: SheetDrawing, pen: Pen, ink: Ink): number {
  const middle = PAGE_WIDTH / 2;
  const { province, regency, district, village } = sheet.regions;
  ink.texts.push(
    text(LEFT, 64, 'GLADI · DATA SINTETIS · BUKAN DOKUMEN RESMI', { size: 10, weight: 700 }),
    text(RIGHT, 66, sheet.title, { size: 15, weight: 700, anchor: 'end' }),
    text(middle, 94, 'CATATAN HASIL PENGHITUNGAN PEROLEHAN SUARA', { size: 15, weight: 700, anchor: 'middle' }),
    text(middle, 113, 'DI TEMPAT PEMUNGUTAN SUARA', { size: 13, weight: 700, anchor: 'middle' }),
    text(middle, 132, sheet.contest.toUpperCase(), { size: 13, weight: 700, anchor: 'middle', width: RIGHT - LEFT }),
  );
  const places = [
    [LEFT, 158, 'Provinsi', province],
    [LEFT, 178, 'Kabupaten/Kota', regency],
    [LEFT, 198, 'Kecamatan', district],
    [LEFT + 400, 158, 'Kelurahan/Desa', village],
  ] as const;
  for (const [x, y, label, name] of places) {
    ink.texts.push(
      text(x, y, label, { size: 12 }),
      text(x + 112, y, `: ${name.toUpperCase()}`, { weight: 700, width: 255 }),
    );
  }
  ink.texts.push(text(LEFT + 400, 185, 'TPS nomor', { size: 12 }), text(LEFT + 512, 185, ':'));
  drawBoxes('station', stationLabel(sheet.station), LEFT + 588, 164, pen, ink);
  ink.written.push(writeWords(numberWords(sheet.station), LEFT + 600, 173, RIGHT - LEFT - 604, pen.hand, pen.random));
  return 212;
}

/** Seven boxes of the polling staff and one for the witness of each pair. @returns the lower edge */
function drawSignatures(top: number, witnesses: number, pen: Pen, ink: Ink): number {
  ink.texts.push(text(LEFT, top + 16, 'Ketua dan anggota KPPS', { size: 11, weight: 700 }));
  const below = drawSignatureBoxes(top + 24, 7, 'KPPS', pen, ink);
  ink.texts.push(text(LEFT, below + 20, 'Saksi pasangan calon', { size: 11, weight: 700 }));
  return drawSignatureBoxes(below + 28, witnesses, 'Saksi', pen, ink);
}

function drawSignatureBoxes(top: number, count: number, label: string, pen: Pen, ink: Ink): number {
  const width = (RIGHT - LEFT) / 7;
  for (let at = 0; at < count; at++) {
    const x = LEFT + (at % 7) * width;
    const y = top + Math.floor(at / 7) * 58;
    ink.lines.push(`<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="58"/>`);
    ink.texts.push(text(x + 5, y + 12, `${label} ${at + 1}`, { size: 9 }));
    ink.written.push(writeSignature(x + 22, y + 40, width - 46, pen.random));
  }
  return top + Math.ceil(count / 7) * 58;
}

/** Across the page three times, so that no cut-out of the numbers is without it. */
function watermark(bottom: number): string {
  const marks = [0.24, 0.52, 0.8].map((share) => {
    const y = Math.round(bottom * share);
    return `<text x="450" y="${y}" transform="rotate(-24 450 ${y})" textLength="620">GLADI</text>`;
  });
  return `<g font-family="Arial,Helvetica,sans-serif" font-size="190" font-weight="700" text-anchor="middle" fill="#9a5a1c" opacity=".13">${marks.join('')}</g>`;
}
