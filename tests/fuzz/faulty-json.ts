import { fragment } from './fragments.ts';

/** One fault in a JSON text: at which of its values (counted round), what, and with which fragment. */
export type JsonFault = {
  readonly in: 'json';
  readonly at: number;
  readonly act: 'replace' | 'insert' | 'duplicate' | 'drop';
  readonly field: string;
  readonly with: string;
};

/** Writes a value as JSON with the faults in their places. A writer of its own: what they make has no value in the language. */
export function faultyJson(value: unknown, faults: readonly JsonFault[]): string {
  const counted = count(value);
  const byPlace = new Map(faults.map((fault) => [placeOf(fault, counted), fault]));
  let seen = 0;
  let seenObjects = 0;
  return write(value);

  function write(part: unknown): string {
    const fault = byPlace.get(`value ${seen++}`);
    if (fault) {
      skip(part);
      return fragment(fault.with);
    }
    if (Array.isArray(part)) return `[${part.map(write).join()}]`;
    if (typeof part !== 'object' || part === null) return JSON.stringify(part) ?? 'null';
    return writeObject(part as Readonly<Record<string, unknown>>);
  }

  function writeObject(part: Readonly<Record<string, unknown>>): string {
    const fault = byPlace.get(`object ${seenObjects++}`);
    const members = Object.entries(part).map(([key, item]) => `${JSON.stringify(key)}:${write(item)}`);
    if (fault?.act === 'insert') members.push(`${JSON.stringify(fault.field)}:${fragment(fault.with)}`);
    if (fault?.act === 'duplicate' && members.length > 0) {
      const key = Object.keys(part)[fault.at % members.length];
      members.push(`${JSON.stringify(key)}:${fragment(fault.with)}`);
    }
    if (fault?.act === 'drop') members.splice(fault.at % Math.max(1, members.length), 1);
    return `{${members.join()}}`;
  }

  /** Places below a replaced value are counted on, so that the others keep theirs. */
  function skip(part: unknown): void {
    const inside = count(part);
    seen += inside.values - 1;
    seenObjects += inside.objects;
  }
}

type Counted = { readonly values: number; readonly objects: number };

function placeOf({ act, at }: JsonFault, { values, objects }: Counted): string {
  return act === 'replace' || objects === 0 ? `value ${at % values}` : `object ${at % objects}`;
}

function count(value: unknown): Counted {
  let [values, objects] = [1, 0];
  if (typeof value === 'object' && value !== null) {
    if (!Array.isArray(value)) objects++;
    for (const part of Object.values(value)) {
      const inside = count(part);
      values += inside.values;
      objects += inside.objects;
    }
  }
  return { values, objects };
}
