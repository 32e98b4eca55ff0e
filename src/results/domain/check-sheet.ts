import type { Text } from '#kernel/problem.ts';
import type { CheckContext } from './checks/context.ts';
import { contradictions } from './checks/contradictions.ts';
import { type CheckCode, type Finding, type Severity, type SheetCheck, severityOf } from './checks/finding.ts';
import { messageOf } from './checks/message.ts';
import { remarks } from './checks/remarks.ts';
import type { Values } from './fields.ts';

export type { CheckContext } from './checks/context.ts';

/** One thing found on a sheet; difference = left − right. */
export type SheetProblem<Code extends CheckCode = CheckCode> = {
  readonly code: Code;
  readonly severity: Severity;
  readonly fields: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly difference: number;
  readonly message: { readonly operator: Text; readonly verifier: Text };
};

/**
 * Everything that one sheet contradicts or shows as remarkable, in the order of the code table. A check speaks only when
 * all its numbers are stated. The same function runs on the phone and on the server. E101 may be found for several fields.
 */
export function checkSheet(values: Values, context: CheckContext): readonly SheetProblem<SheetCheck>[] {
  return [...contradictions(values, context), ...remarks(values, context)].map(toProblem);
}

/** The codes that `checkSheet` would find, each once and without words: for writing many sheets. */
export function checkCodes(values: Values, context: CheckContext): { errors: string[]; warnings: string[] } {
  return { errors: codesOf(contradictions(values, context)), warnings: codesOf(remarks(values, context)) };
}

/** An open error keeps a sheet out of the clean totals until its numbers satisfy every `E` check. */
export function hasOpenError(problems: readonly { readonly severity: Severity }[]): boolean {
  return problems.some((problem) => problem.severity === 'E');
}

export function toProblem<Code extends CheckCode>(finding: Finding<Code>): SheetProblem<Code> {
  const { code, fields, left, right } = finding;
  return {
    code,
    severity: severityOf(code),
    fields,
    left,
    right,
    difference: left - right,
    message: messageOf(finding),
  };
}

function codesOf(findings: readonly Finding[]): string[] {
  const codes: string[] = [];
  for (const { code } of findings) if (codes.at(-1) !== code) codes.push(code);
  return codes;
}
