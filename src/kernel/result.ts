/** The outcome of anything that a user, a phone or a rule can make fail: a value or a refusal, never an exception. */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Refusal };

export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<Refusal>(problem: Refusal): { readonly ok: false; readonly problem: Refusal } {
  return { ok: false, problem };
}

/** Ends a switch over a union: the compiler refuses the call while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`impossible case: ${JSON.stringify(value)}`);
}

/** States what must be true; a breach is a defect of the program, never of the user. */
export function invariant(condition: unknown, statement: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${statement}`);
}
