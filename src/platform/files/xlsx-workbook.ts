import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { fileProblem } from './problems.ts';
import type { XlsxArchive } from './xlsx-archive.ts';
import { readXmlPart } from './xlsx-xml.ts';

export type Workbook = {
  /** Parts of the visible sheets, in the order of their tabs; what is hidden nobody meant to send. */
  readonly sheetParts: readonly string[];
  readonly stringsPart: string | null;
  readonly stylesPart: string | null;
  /** The workbook counts days from 1904, as old ones from a Macintosh do. */
  readonly startsIn1904: boolean;
};

type Relation = { readonly id: string; readonly kind: string; readonly part: string };

/** Finds the parts of a workbook by its relations; links to other files are not followed. */
export async function readWorkbook(archive: XlsxArchive): Promise<Result<Workbook, Problem>> {
  const root = await readRelations(archive, '_rels/.rels', '');
  if (!root.ok) return root;
  const main = root.value.find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (!main.endsWith('.xml') || !archive.entries.has(main.toLowerCase())) return refuse(fileProblem('not-a-workbook'));
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = await readRelations(archive, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  if (!relations.ok) return relations;

  const sheetParts: string[] = [];
  let startsIn1904 = false;
  let isWorkbook = false;
  const problem = await readXmlPart(archive, main, {
    open(name, attributes) {
      if (name === 'workbook') isWorkbook = true;
      if (name === 'workbookPr') startsIn1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const relation = relations.value.find((one) => one.id === id && one.kind === 'worksheet');
      if (relation) sheetParts.push(relation.part);
    },
  });
  if (problem) return refuse(problem);
  if (!isWorkbook) return refuse(fileProblem('not-a-workbook'));
  const partOf = (kind: string) => relations.value.find((one) => one.kind === kind)?.part ?? null;
  return accept({ sheetParts, stringsPart: partOf('sharedStrings'), stylesPart: partOf('styles'), startsIn1904 });
}

async function readRelations(archive: XlsxArchive, part: string, folder: string): Promise<Result<Relation[], Problem>> {
  const relations: Relation[] = [];
  if (!archive.entries.has(part.toLowerCase())) return accept(relations);
  const problem = await readXmlPart(archive, part, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Type || !Target || TargetMode === 'External') return;
      relations.push({ id: Id, kind: Type.slice(Type.lastIndexOf('/') + 1), part: resolvePart(folder, Target) });
    },
  });
  return problem ? refuse(problem) : accept(relations);
}

/** Targets are relative to the folder of the part, or from the root when they start with a slash. */
function resolvePart(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
