import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import type { Text } from '#kernel/problem.ts';

/** One place of a JSON document that does not fit its schema. `path` is a JSON pointer, `/` for the whole. */
export type SchemaFault = { readonly path: string; readonly message: Text };

const ajv = new Ajv({
  allErrors: true,
  coerceTypes: false,
  useDefaults: false,
  removeAdditional: false,
  strict: false,
  strictNumbers: true,
});
const compiled = new WeakMap<TSchema, ValidateFunction>();

/** Checks a value as it is: nothing is coerced, filled in or dropped. At most `faultsMax` faults are described. */
export function schemaFaults(schema: TSchema, value: unknown, faultsMax = 20): readonly SchemaFault[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, faultsMax)
    .map((error) => ({ path: error.instancePath || '/', message: describeFault(error) }));
}

/** Ajv's finding as a sentence for the person who wrote the document. */
export function describeFault(error: ErrorObject): Text {
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'required':
      return { id: `“${params.missingProperty}” belum diisi`, en: `“${params.missingProperty}” is missing` };
    case 'additionalProperties':
      return {
        id: `“${params.additionalProperty}” tidak dikenal di sini; hapus atau betulkan ejaannya`,
        en: `“${params.additionalProperty}” is not known here; remove it or correct its spelling`,
      };
    case 'type':
      return { id: `harus berupa ${TYPE_NAMES[String(params.type)] ?? params.type}`, en: `must be a ${params.type}` };
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).join(', ');
      return { id: `harus salah satu dari: ${allowed}`, en: `must be one of: ${allowed}` };
    }
    case 'const':
      return { id: `harus ${params.allowedValue}`, en: `must be ${params.allowedValue}` };
    case 'minimum':
    case 'exclusiveMinimum':
      return { id: `paling kecil ${params.limit}`, en: `must be at least ${params.limit}` };
    case 'maximum':
    case 'exclusiveMaximum':
      return { id: `paling besar ${params.limit}`, en: `must be at most ${params.limit}` };
    case 'minLength':
      return { id: 'tidak boleh kosong', en: 'must not be empty' };
    case 'maxLength':
      return { id: `paling panjang ${params.limit} huruf`, en: `must have at most ${params.limit} characters` };
    case 'minItems':
      return { id: `isi paling sedikit ${params.limit}`, en: `must hold at least ${params.limit} items` };
    case 'maxItems':
      return { id: `isi paling banyak ${params.limit}`, en: `must hold at most ${params.limit} items` };
    case 'pattern':
    case 'format':
      return { id: 'bentuknya tidak sesuai', en: 'does not have the right form' };
    default:
      return { id: 'tidak sesuai', en: 'does not fit' };
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'teks',
  integer: 'bilangan bulat',
  number: 'angka',
  boolean: 'true atau false',
  object: 'objek { … }',
  array: 'daftar [ … ]',
  null: 'null',
};
