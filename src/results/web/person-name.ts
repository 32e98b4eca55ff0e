import type { SheetHistory } from '../contract/sheets.ts';

type Person = { readonly id: string; readonly name?: string };

/** What a person is called on the screen: the name where the answer has it, else the id that the record knows. */
export function personName(person: Person): string {
  return person.name ?? person.id;
}

/** The name of somebody whom only an id names, where another part of the same sheet says it. */
export function nameIn(
  { acts, revisions, rivals }: Pick<SheetHistory, 'acts' | 'revisions' | 'rivals'>,
  id: string,
): string {
  const named: Person[] = [...acts.map(({ actor }) => actor), ...[...revisions, ...rivals].map(({ author }) => author)];
  return personName(named.find((person) => person.id === id && person.name !== undefined) ?? { id });
}
