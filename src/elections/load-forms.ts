import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TSchema } from 'typebox';
import { schemaFaults } from '#platform/schema/schema-faults.ts';
import type { FormProfile } from './domain/form-profile.ts';
import { parseFormProfile } from './domain/parse-form.ts';
import { type FormFile, FormFileSchema, type LabelFile, LabelFileSchema } from './form-schema.ts';

const REFERENCE_FOLDER = join(import.meta.dirname, '../../data/reference');

/**
 * All form profiles that the product ships, by id. The files belong to the program, so a file that does not fit is a
 * defect of the release and stops the start; it names the file and the place.
 */
export function loadForms(folder: string = REFERENCE_FOLDER): ReadonlyMap<string, FormProfile> {
  const labels = readJsonFiles<LabelFile>(join(folder, 'labels'), LabelFileSchema);
  const forms = new Map<string, FormProfile>();
  for (const file of readJsonFiles<FormFile>(join(folder, 'forms'), FormFileSchema)) {
    const form = parseFormProfile(file, labels);
    if (!form.ok) throw new Error(form.problem.message.id);
    forms.set(form.value.id, form.value);
  }
  return forms;
}

function readJsonFiles<File extends { readonly id: string }>(folder: string, schema: TSchema): readonly File[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const value: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const fault = schemaFaults(schema, value)[0];
    if (fault) throw new Error(`${join(folder, name)} ${fault.path}: ${fault.message.id}`);
    const file = value as File;
    if (`${file.id}.json` !== name) throw new Error(`${join(folder, name)}: id “${file.id}” bukan nama berkasnya`);
    return file;
  });
}
