export const PASSWORD_CHARACTERS_MIN = 10;

/** What everybody tries first, folded; far from complete, because the growing delay keeps guesses few. */
const OBVIOUS = new Set([
  'password',
  'passwordku',
  'katasandi',
  'katasandiku',
  'rahasia',
  'rahasiaku',
  'indonesia',
  'qwertyuiop',
  'asdfghjkl',
  'bismillah',
  'pilkada',
  'pemilu',
  'operator',
  'operatordesa',
  'kecamatan',
  'kelurahan',
  'kalimantan',
  'kalimantantimur',
  'selamatpagi',
  'akucintakamu',
  'sayangkamu',
  'administrator',
  'merahputih',
]);

export type WeakPassword = 'too-short' | 'yours' | 'obvious';

/**
 * What is wrong with a password, or null. Length counts more than signs, so there are no rules about capitals and digits.
 * @param known what others know or see of the person: login name, name, activation code, region
 */
export function weakPassword(password: string, known: readonly string[]): WeakPassword | null {
  if ([...password.normalize('NFKC')].length < PASSWORD_CHARACTERS_MIN) return 'too-short';
  const whole = folded(password);
  const letters = whole.replace(/[0-9]+$/, '');
  const theirs = known.map(folded).filter((item) => item !== '');
  if (theirs.some((item) => item === whole || item === letters)) return 'yours';
  return OBVIOUS.has(letters) || isRun(whole) || new Set(whole).size <= 2 ? 'obvious' : null;
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether each sign follows the one before it: 0123456789, abcdefghij, 9876543210. */
function isRun(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const step = (at: number) => (codes[at + 1] ?? 0) - (codes[at] ?? 0);
  const steps = new Set(
    codes
      .slice(1)
      .map((_, at) => step(at))
      .map((by) => (by === -9 ? 1 : by === 9 ? -1 : by)),
  );
  return steps.size <= 1 && Math.abs([...steps][0] ?? 0) <= 1;
}
