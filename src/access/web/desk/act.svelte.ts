import type { Text } from '#kernel/problem.ts';
import type { Sent } from '#platform/web/send-json.ts';
import { ACCOUNT_TEXTS as T } from './account-texts.ts';

/** One act on an account at a time: whether it is on its way, and what came of it in words. */
export function createAct() {
  let isSending = $state(false);
  let said = $state.raw<{ readonly text: Text; readonly isRefusal: boolean } | null>(null);

  async function run<Value>(send: () => Promise<Sent<Value>>): Promise<Sent<Value> | null> {
    if (isSending) return null;
    isSending = true;
    said = null;
    const sent = await send();
    isSending = false;
    if (sent.kind === 'done') said = { text: T.done, isRefusal: false };
    if (sent.kind === 'refused') said = { text: sent.message, isRefusal: true };
    if (sent.kind === 'unreachable') said = { text: T.unreachable, isRefusal: true };
    return sent;
  }

  return {
    get isSending() {
      return isSending;
    },
    get said() {
      return said;
    },
    run,
    forget: () => {
      said = null;
    },
  };
}
export type Act = ReturnType<typeof createAct>;
