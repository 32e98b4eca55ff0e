import type { Transport } from '#platform/outbox/transport.ts';
import { whenIdle } from '#platform/web/when-idle.ts';

/** Half of the ten minutes for which the server keeps a lease. */
const RENEW_MS = 5 * 60_000;

/**
 * Lets the others of one list see who is filling a sheet. It keeps nobody from anything, so its failure is nobody's
 * trouble. The answer gives it back.
 */
export function holdLease(transport: Transport, sheet: string, onOther: (name: string) => void): () => void {
  const path = `/api/v1/sheets/${encodeURIComponent(sheet)}/lease`;

  let isTaken = false;
  let isOver = false;

  async function take(): Promise<void> {
    if (isOver) return;
    isTaken = true;
    const reply = await transport({ method: 'PUT', path });
    const { mine, by } = (reply?.status === 200 ? reply.json : {}) as { mine?: boolean; by?: string };
    if (mine === false && by) onOther(by);
  }

  // The form comes first.
  whenIdle(() => void take());
  const timer = setInterval(() => void take(), RENEW_MS);
  return () => {
    isOver = true;
    clearInterval(timer);
    if (isTaken) void transport({ method: 'DELETE', path });
  };
}
