import type { Text } from '#kernel/problem.ts';
import { type CheckCode, type Finding, severityOf } from './finding.ts';
import { SENTENCES } from './sentences.ts';

export type Message = { readonly operator: Text; readonly verifier: Text };

/**
 * The words for one finding: first which rows do not go together, then both numbers and their difference, then what to
 * do. The operator holds the paper; the verifier holds the photo.
 */
export function messageOf(finding: Finding<CheckCode>): Message {
  const { title, facts } = SENTENCES[finding.code](finding);
  const closing = CLOSINGS[finding.code === 'E001' ? 'missing' : severityOf(finding.code)];
  return { operator: join(title, facts, closing.operator), verifier: join(title, facts, closing.verifier) };
}

const CLOSINGS: Readonly<Record<'missing' | 'E' | 'W', Message>> = {
  missing: {
    operator: {
      id: 'Isi kotak yang masih kosong. Jika di kertas memang kosong, kirim dengan catatan dan foto.',
      en: 'Fill in the boxes that are empty. If they are empty on the paper too, send with a note and a photo.',
    },
    verifier: {
      id: 'Bandingkan dengan foto: kosong di kertas, atau belum diisi.',
      en: 'Compare with the photo: empty on the paper, or not filled in yet.',
    },
  },
  E: {
    operator: {
      id: 'Periksa angka di kertas. Jika kertasnya memang begitu, kirim dengan catatan dan foto.',
      en: 'Check the numbers on the paper. If the paper really says so, send with a note and a photo.',
    },
    verifier: {
      id: 'Bandingkan dengan foto. Kembalikan jika salah salin; sahkan seperti tertulis jika kertasnya memang begitu.',
      en: 'Compare with the photo. Return it if miscopied; verify as written if the paper really says so.',
    },
  },
  W: {
    operator: {
      id: 'Lihat sekali lagi angka di kertas. Jika sudah sama, lanjutkan.',
      en: 'Look at the number on the paper once more. If it is the same, go on.',
    },
    verifier: {
      id: 'Perhatikan kotak ini saat membandingkan dengan foto; lembar tetap dihitung.',
      en: 'Look at this box when comparing with the photo; the sheet stays counted.',
    },
  },
};

function join(title: Text, facts: Text, closing: Text): Text {
  return { id: `${title.id} ${facts.id} ${closing.id}`, en: `${title.en} ${facts.en} ${closing.en}` };
}
