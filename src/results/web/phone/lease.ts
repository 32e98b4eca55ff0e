import type { Transport } from '#platform/outbox/transport.ts';

/** Half of the ten minutes for which the server keeps a lease. */
const RENEW_MS = 5 * 60_000;

/**
 * Lets the others of one list see who is filling a sheet. It keeps nobody from anything, so its failure is nobody's
 * trouble. The answer gives it back.
 */
export function holdLease(transport: Transport, sheet: string, onOther: (name: string) => void): () => void {
  const path = `/api/v1/sheets/${encodeURIComponent(sheet)}/lease`;

  async function take(): Promise<void> {
    const reply = await transport({ method: 'PUT', path });
    const { mine, by } = (reply?.status === 200 ? reply.json : {}) as { mine?: boolean; by?: string };
    if (mine === false && by) onOther(by);
  }

  void take();
  const timer = setInterval(() => void take(), RENEW_MS);
  return () => {
    clearInterval(timer);
    void transport({ method: 'DELETE', path });
  };
}
