import type { CheckCode } from './finding.ts';
import { capital, difference, en, equal, id, type Maker, sumMakes, text, unequal, within } from './phrases.ts';
import { rowNumbers, rowOf } from './rows.ts';

/** Per check: which rows do not go together, and both numbers with their difference. */
export const SENTENCES: Readonly<Record<CheckCode, Maker>> = {
  E001: ({ fields, left, right }) => ({
    title: text('Perolehan suara belum lengkap.', 'The votes are not complete.'),
    facts: text(
      `Terisi ${id(left)} dari ${id(right)} kotak di IV dan V; kosong ${id(right - left)}: ${rowNumbers(fields)}.`,
      `${en(left)} of ${en(right)} boxes of IV and V are filled; ${en(right - left)} empty: ${rowNumbers(fields)}.`,
    ),
  }),
  E101: (finding) => {
    const { row, text: name } = rowOf(finding.fields[0] ?? '');
    return {
      title: text(
        `Baris ${row}: laki-laki + perempuan tidak sama dengan jumlah.`,
        `Row ${row}: men + women and total differ.`,
      ),
      facts: unequal(finding, text(`${capital(name).id}: L + P`, `${capital(name).en}: men + women`)),
    };
  },
  E102: sumMakes('I.B.1 + I.B.2 + I.B.3', 'I.B.4'),
  E103: within('voted_permanent', 'registered_permanent'),
  E104: within('disabled_voted', 'voted_total'),
  E201: sumMakes('II.2 + II.3 + II.4', 'II.1'),
  E301: (finding) => {
    const pairs = pairNumbers(finding.fields);
    return {
      title: text('Baris IV dan V.A tidak sama.', 'Rows IV and V.A differ.'),
      facts: unequal(finding, text(`Pasangan ${pairs}`, `Pairs ${pairs}`)),
    };
  },
  E302: sumMakes('V.A + V.B', 'V.C'),
  E401: equal('voted_total', 'ballots_used'),
  E402: equal('ballots_used', 'total_votes'),
  E403: equal('voted_total', 'total_votes'),
  E404: (finding) =>
    finding.fields.includes('ballots_received')
      ? within('total_votes', 'ballots_received')(finding)
      : {
          title: text(
            'Baris V.C lebih besar daripada surat suara yang tersedia.',
            'Row V.C is above the ballots available.',
          ),
          facts: difference(finding.left, finding.right, capital(rowOf('total_votes').text), WITH_RESERVE),
        },
  W101: ({ left, right }) =>
    left === 0 && right === 0
      ? { title: ROW_IA_ZERO, facts: text('Pemilih dalam DPT 0.', 'Voters on the permanent list 0.') }
      : {
          title:
            left === 0
              ? ROW_IA_ZERO
              : text('Baris I.A berbeda dari daftar TPS.', 'Row I.A differs from the station register.'),
          facts: difference(
            left,
            right,
            capital(rowOf('registered_permanent').text),
            text('daftar TPS', 'station register'),
          ),
        },
  W102: ({ left, right }) => ({
    title: text('Baris I.A melebihi batas pemilih per TPS.', 'Row I.A is above the maximum per station.'),
    facts: difference(left, right, capital(rowOf('registered_permanent').text), text('batas', 'maximum')),
  }),
  W201: ({ left, right }) => ({
    title: text('Baris II.1 berbeda dari DPT dan cadangan.', 'Row II.1 differs from permanent list and reserve.'),
    facts: difference(left, right, capital(rowOf('ballots_received').text), WITH_RESERVE),
  }),
  W301: ({ left, right }) => ({
    title: text('Suara tidak sah di V.B banyak.', 'Many invalid votes on V.B.'),
    facts: difference(left, right, capital(rowOf('invalid_votes').text), BORDER),
  }),
  W302: ({ fields, left, right }) => {
    const winner = pairNumbers(fields);
    return {
      title: text('Semua suara sah untuk satu pasangan.', 'Every valid vote is for one pair.'),
      facts: difference(
        left,
        right,
        text(`Pasangan ${winner} mendapat`, `Pair ${winner} has`),
        rowOf('valid_votes').text,
      ),
    };
  },
  W303: ({ fields, left, right }) => ({
    title: text(`Pasangan ${pairNumbers(fields)} tertulis 0 suara.`, `Pair ${pairNumbers(fields)} has 0 votes.`),
    facts: difference(
      left,
      right,
      text('Di sini', 'Here'),
      text('di TPS lain desa ini', 'in the village’s other stations'),
    ),
  }),
  W401: ({ left, right }) =>
    left === 0
      ? {
          title: text('Baris I.B.4 tertulis 0.', 'Row I.B.4 states 0.'),
          facts: difference(left, right, capital(rowOf('voted_total').text), rowOf('registered_permanent').text),
        }
      : {
          title: text('Pengguna hak pilih banyak dibanding DPT.', 'High turnout for the permanent list.'),
          facts: difference(left, right, capital(rowOf('voted_total').text), BORDER),
        },
  W402: ({ left, right }) => ({
    title: text('I.B.2 + I.B.3 melebihi cadangan.', 'I.B.2 + I.B.3 are above the reserve.'),
    facts: difference(
      left,
      right,
      text('Pindahan dan tambahan', 'Transferred and additional'),
      text('cadangan', 'reserve'),
    ),
  }),
  W501: ({ left, right, about }) => ({
    title: text(`I.B.4 berbeda dari ${about} di TPS ini.`, `I.B.4 differs from ${about} at this station.`),
    facts: difference(left, right, capital(rowOf('voted_total').text), text(`pada ${about}`, `on ${about}`)),
  }),
  W502: ({ left, right, about }) => ({
    title: text(`Suara setiap pasangan sama dengan TPS ${about}.`, `Every pair has the votes of station ${about}.`),
    facts: difference(left, right, text('Jumlah suara di sini', 'Votes here'), text('di sana', 'there')),
  }),
};

const WITH_RESERVE = text('DPT dan cadangan', 'permanent list and reserve');
const ROW_IA_ZERO = text('Baris I.A tertulis 0.', 'Row I.A states 0.');
const BORDER = text('batas perhatian', 'border of attention');

/** Short contests are added up by their numbers, as on the phone; long ones by their first and last. */
function pairNumbers(fields: readonly string[]): string {
  const numbers = fields
    .filter((field) => field.startsWith('candidate_'))
    .map((field) => field.slice('candidate_'.length));
  return numbers.length <= 6 ? numbers.join(' + ') : `${numbers[0]} + … + ${numbers.at(-1)}`;
}
