import type { FormProfile } from '#elections/domain/form-profile.ts';
import { parseFormProfile } from '#elections/domain/parse-form.ts';
import type { FormFile, LabelFile } from '#elections/form-schema.ts';

/** The shipped form profiles, put into the page when it is built: a new form needs a file and no line here. */
const FORMS = import.meta.glob<FormFile>('../../../data/reference/forms/*.json', { eager: true, import: 'default' });
const LABELS = import.meta.glob<LabelFile>('../../../data/reference/labels/*.json', { eager: true, import: 'default' });

/** The paper of a contest, or null where this page was built before the form existed. */
export function formOf(id: string): FormProfile | null {
  const file = Object.values(FORMS).find((form) => form.id === id);
  if (!file) return null;
  const form = parseFormProfile(file, Object.values(LABELS));
  return form.ok ? form.value : null;
}
