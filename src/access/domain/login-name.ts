import { plainText } from './plain-text.ts';

const LENGTH_MAX = 40;
const WORDS_MAX = 3;

/**
 * What a login name begins with: the first words of the name in plain letters, without titles (`Siti Aminah, S.Pd.` gives
 * `siti.aminah`). A name without a plain letter gives `pengguna`.
 */
export function loginStem(name: string): string {
  const words = name
    .split(',', 1)
    .join()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const stem = words.slice(0, WORDS_MAX).join('.').slice(0, LENGTH_MAX).replace(/\.+$/, '');
  return stem || 'pengguna';
}

/** The names that could stand in the way of a stem all begin like this. */
export function withoutNumber(name: string): string {
  return name.replace(/[0-9]+$/, '');
}

/** Gives out names that nobody has: `siti.aminah`, then `siti.aminah2`, `siti.aminah3`. */
export function nameGiver(taken: ReadonlySet<string>): (stem: string) => string {
  const given = new Set(taken);
  const lastOf = new Map<string, number>();
  return (stem) => {
    let number = lastOf.get(stem) ?? 1;
    while (given.has(number === 1 ? stem : `${stem}${number}`)) number++;
    const name = number === 1 ? stem : `${stem}${number}`;
    lastOf.set(stem, number + 1);
    given.add(name);
    return name;
  };
}

/** As it is compared at a log-in: a phone's keyboard likes to begin with a capital and to end with a space. */
export function foldUser(text: string): string {
  return plainText(text.normalize('NFKC')).toLowerCase();
}
