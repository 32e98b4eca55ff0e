/**
 * Does work that stops when its signal says that the time is over. Not `AbortSignal.timeout`: phones up to Chrome 102 and
 * Safari 15 lack it, and would never send anything.
 */
export async function withTimeLimit<Value>(ms: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), ms);
  try {
    return await work(control.signal);
  } finally {
    clearTimeout(timer);
  }
}
