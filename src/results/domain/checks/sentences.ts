import type { Text } from '#kernel/problem.ts';
import type { CheckCode, Finding } from './finding.ts';
import { rowNumbers, rowOf } from './rows.ts';

export type Sentence = { readonly title: Text; readonly facts: Text };

/** Which rows do not go together, and both numbers with their difference. */
export function sentenceOf(finding: Finding<CheckCode>): Sentence {
  return SENTENCES[finding.code](finding);
}

type Maker = (finding: Finding<CheckCode>) => Sentence;

const SENTENCES: Readonly<Record<CheckCode, Maker>> = {
  E001: ({ fields, left, right }) => ({
    title: text('Perolehan suara belum lengkap.', 'The votes are not complete.'),
    facts: text(
      `Terisi ${id(left)} dari ${id(right)} kotak di IV dan V; kosong ${id(right - left)}: ${rowNumbers(fields)}.`,
      `${en(left)} of ${en(right)} boxes of IV and V are filled; ${en(right - left)} empty: ${rowNumbers(fields)}.`,
    ),
  }),
  E101: (finding) => {
    const { row, text: name } = rowOf(finding.fields[2] ?? '');
    return {
      title: text(
        `Laki-laki dan perempuan di baris ${row} tidak sama dengan jumlahnya.`,
        `Men and women on row ${row} do not make its total.`,
      ),
      facts: unequal(finding, text(`Laki-laki + perempuan, ${name.id},`, `Men + women, ${name.en},`)),
    };
  },
  E102: sumMakes('I.B.1 + I.B.2 + I.B.3', 'I.B.4'),
  E103: within('voted_permanent', 'registered_permanent'),
  E104: within('disabled_voted', 'voted_total'),
  E201: sumMakes('II.2 + II.3 + II.4', 'II.1'),
  E301: (finding) => ({
    title: text('Baris IV dan V.A tidak sama.', 'Rows IV and V.A differ.'),
    facts: unequal(finding, candidateSum(finding.fields)),
  }),
  E302: sumMakes('V.A + V.B', 'V.C'),
  E401: equal('voted_total', 'ballots_used'),
  E402: equal('ballots_used', 'total_votes'),
  E403: equal('voted_total', 'total_votes'),
  E404: (finding) => {
    if (finding.fields.includes('ballots_received')) return within('total_votes', 'ballots_received')(finding);
    return above(
      finding,
      'V.C lebih besar daripada surat suara yang tersedia.',
      'V.C is above the ballots available.',
      {
        left: text('Suara sah dan tidak sah', 'Valid and invalid votes'),
        right: text('DPT dan cadangan', 'permanent list and reserve'),
      },
    );
  },
  W101: ({ left, right }) =>
    left === 0 && right === 0
      ? {
          title: text('Baris I.A tertulis 0.', 'Row I.A states 0.'),
          facts: text('Pemilih dalam DPT 0.', 'Voters on the permanent list: 0.'),
        }
      : {
          title: text('Baris I.A berbeda dari daftar TPS.', 'Row I.A differs from the station register.'),
          facts: difference(
            left,
            right,
            text('Pemilih dalam DPT', 'Voters on the permanent list'),
            text('daftar TPS', 'station register'),
          ),
        },
  W102: (finding) =>
    above(finding, 'Baris I.A melebihi batas pemilih per TPS.', 'Row I.A is above the maximum per station.', {
      left: text('Pemilih dalam DPT', 'Voters on the permanent list'),
      right: text('batas', 'maximum'),
    }),
  W201: ({ left, right }) => ({
    title: text('Baris II.1 berbeda dari DPT ditambah cadangan.', 'Row II.1 differs from permanent list plus reserve.'),
    facts: difference(
      left,
      right,
      text('Surat suara diterima', 'Ballots received'),
      text('DPT dan cadangan', 'permanent list and reserve'),
    ),
  }),
  W301: (finding) =>
    above(finding, 'Suara tidak sah di V.B banyak.', 'Many invalid votes on V.B.', {
      left: text('Suara tidak sah', 'Invalid votes'),
      right: text('batas perhatian', 'border of attention'),
    }),
  W302: (finding) => ({
    title: text('Semua suara sah untuk satu pasangan.', 'Every valid vote is for one pair.'),
    facts: difference(
      finding.left,
      finding.right,
      capital(rowOf(finding.fields[0] ?? '').text),
      rowOf('valid_votes').text,
    ),
  }),
  W303: ({ fields, left, right }) => ({
    title: text(`Pasangan ${numberOf(fields)} 0 suara di TPS ini.`, `Pair ${numberOf(fields)} has 0 votes here.`),
    facts: difference(
      left,
      right,
      text('Di sini', 'Here'),
      text('di TPS lain desa ini', 'in the other stations of the village'),
    ),
  }),
  W401: (finding) =>
    finding.left === 0
      ? {
          title: text('Tidak ada pengguna hak pilih.', 'Nobody voted.'),
          facts: difference(
            0,
            finding.right,
            text('Jumlah pengguna hak pilih', 'All who voted'),
            rowOf('registered_permanent').text,
          ),
        }
      : above(finding, 'Pengguna hak pilih sangat banyak dibanding DPT.', 'Turnout is very high.', {
          left: text('Jumlah pengguna hak pilih', 'All who voted'),
          right: text('batas perhatian', 'border of attention'),
        }),
  W402: (finding) =>
    above(finding, 'I.B.2 + I.B.3 melebihi cadangan.', 'I.B.2 + I.B.3 are above the reserve.', {
      left: text('Pemilih pindahan dan tambahan', 'Transferred and additional voters'),
      right: text('cadangan', 'reserve'),
    }),
  W501: ({ left, right }) => ({
    title: text(
      'Jumlah pengguna hak pilih berbeda dari pemilihan lain di TPS ini.',
      'All who voted differs from another contest of this station.',
    ),
    facts: difference(left, right, text('Di sini', 'Here'), text('pemilihan lain', 'other contest')),
  }),
  W502: ({ left, right }) => ({
    title: text(
      `Suara semua pasangan sama dengan TPS ${String(right).padStart(3, '0')} desa ini.`,
      `All votes equal those of station ${right} of the village.`,
    ),
    facts: text(
      `TPS ${left} dan TPS ${right}; selisih suara 0.`,
      `Stations ${left} and ${right}; difference in votes 0.`,
    ),
  }),
};

function sumMakes(terms: string, total: string): Maker {
  return (finding) => ({
    title: text(`${terms} tidak sama dengan ${total}.`, `${terms} and ${total} differ.`),
    facts: unequal(finding, text(terms, terms)),
  });
}

function equal(first: string, second: string): Maker {
  const [a, b] = [rowOf(first), rowOf(second)];
  return ({ left, right }) => ({
    title: text(`Baris ${a.row} dan ${b.row} tidak sama.`, `Rows ${a.row} and ${b.row} differ.`),
    facts: difference(left, right, capital(a.text), b.text),
  });
}

function within(part: string, whole: string): Maker {
  const [a, b] = [rowOf(part), rowOf(whole)];
  return (finding) =>
    above(finding, `Baris ${a.row} lebih besar daripada ${b.row}.`, `Row ${a.row} is above row ${b.row}.`, {
      left: capital(a.text),
      right: b.text,
    });
}

function above(finding: Finding, titleId: string, titleEn: string, names: { left: Text; right: Text }): Sentence {
  return { title: text(titleId, titleEn), facts: difference(finding.left, finding.right, names.left, names.right) };
}

function unequal({ left, right }: Finding, sum: Text): Text {
  return text(
    `${sum.id} = ${id(left)}, tertulis ${id(right)}; selisih ${id(Math.abs(left - right))}.`,
    `${sum.en} = ${en(left)}, written ${en(right)}; difference ${en(Math.abs(left - right))}.`,
  );
}

function difference(left: number, right: number, first: Text, second: Text): Text {
  const apart = Math.abs(left - right);
  return text(
    `${first.id} ${id(left)}, ${second.id} ${id(right)}; selisih ${id(apart)}.`,
    `${first.en} ${en(left)}, ${second.en} ${en(right)}; difference ${en(apart)}.`,
  );
}

/** Short contests are added up by their numbers, as on the phone; long ones by their first and last. */
function candidateSum(fields: readonly string[]): Text {
  const numbers = fields
    .filter((field) => field.startsWith('candidate_'))
    .map((field) => field.slice('candidate_'.length));
  const shown = numbers.length <= 6 ? numbers.join(' + ') : `${numbers[0]} + … + ${numbers.at(-1)}`;
  return text(`Pasangan ${shown}`, `Pairs ${shown}`);
}

function numberOf(fields: readonly string[]): string {
  return (fields[0] ?? '').replace('candidate_', '');
}

function capital({ id: indonesian, en: english }: Text): Text {
  return text(
    indonesian.charAt(0).toUpperCase() + indonesian.slice(1),
    english.charAt(0).toUpperCase() + english.slice(1),
  );
}

function text(indonesian: string, english: string): Text {
  return { id: indonesian, en: english };
}

function id(count: number): string {
  return grouped(count, '.');
}

function en(count: number): string {
  return grouped(count, ',');
}

function grouped(count: number, separator: string): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}
