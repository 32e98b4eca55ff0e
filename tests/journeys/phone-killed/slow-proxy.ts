import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import type { Draw } from './paper.ts';

export type Line = {
  /** of each direction by itself */
  readonly bitsPerSecond: number;
  /** one way */
  readonly latencyMs: number;
  /** of 100 requests so many lose their connection: before they arrive, half-way, or before the answer is back */
  readonly lossPercent: number;
};
export type SlowProxy = {
  readonly address: string;
  readonly counts: { connections: number; requests: number; lost: number; bytesUp: number; bytesDown: number };
  /** From now on so many of 100 requests are lost. */
  lose(percent: number): void;
  close(): Promise<void>;
};

/** Small enough that a piece of a photo and an answer share the line. */
const PACKET_BYTES = 1_400;
/** A request is cut within its first so many bytes, or else in its answer. */
const CUT_WITHIN_BYTES = 40_000;

/**
 * A bad line in front of a server: every byte of all connections shares one bandwidth in each direction, arrives later,
 * and some requests lose their connection with a reset. It knows nothing of HTTP but that who asks speaks first.
 */
export async function openSlowProxy(to: number, line: Line, draw: Draw): Promise<SlowProxy> {
  const counts = { connections: 0, requests: 0, lost: 0, bytesUp: 0, bytesDown: 0 };
  const [up, down] = [sharedLine(line), sharedLine(line)];
  const open = new Set<Socket>();
  let { lossPercent } = line;

  const server = createServer({ noDelay: true }, (client) => {
    counts.connections += 1;
    const desk = connect({ host: '127.0.0.1', port: to, noDelay: true });
    const both = [client, desk];
    let isAsking = false;
    /** bytes until this request loses its connection; null: it does not */
    let left: number | null = null;

    function cut(): void {
      counts.lost += 1;
      for (const socket of both) socket.resetAndDestroy();
    }
    function pass(bytes: number): boolean {
      if (left === null) return true;
      left -= bytes;
      if (left > 0) return true;
      left = null;
      cut();
      return false;
    }
    for (const socket of both) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        for (const other of both) other.destroy();
      });
    }
    carry(client, desk, up, (bytes) => {
      if (!isAsking) {
        isAsking = true;
        counts.requests += 1;
        left = draw(100) < lossPercent ? 1 + draw(CUT_WITHIN_BYTES) : null;
      }
      counts.bytesUp += bytes;
      return pass(bytes);
    });
    carry(desk, client, down, (bytes) => {
      isAsking = false;
      counts.bytesDown += bytes;
      // A request smaller than its cut loses the answer.
      if (left !== null) left = 0;
      return pass(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    counts,
    lose(percent) {
      lossPercent = percent;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Until the last bit of something is on the line, and until it is at the other end. */
type SharedLine = { send(bytes: number): { readonly leftInMs: number; readonly thereInMs: number } };

/** What is sent waits behind everything that is on the line already. */
function sharedLine({ bitsPerSecond, latencyMs }: Line): SharedLine {
  let freeAt = 0;
  return {
    send(bytes) {
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + (bytes * 8_000) / bitsPerSecond;
      return { leftInMs: freeAt - now, thereInMs: freeAt - now + latencyMs };
    },
  };
}

/** Packet by packet; nothing more is read before the last one is on the line, so that the sender feels it. */
function carry(from: Socket, to: Socket, line: SharedLine, arrives: (bytes: number) => boolean): void {
  let underWay = 0;
  let isEnded = false;

  function deliver(packet: Buffer): void {
    underWay -= 1;
    if (to.destroyed || !arrives(packet.length)) return;
    to.write(packet);
    if (isEnded && underWay === 0) to.end();
  }

  from.on('data', (data) => {
    from.pause();
    let readAgainInMs = 0;
    for (let at = 0; at < data.length; at += PACKET_BYTES) {
      const packet = data.subarray(at, at + PACKET_BYTES);
      const { leftInMs, thereInMs } = line.send(packet.length);
      underWay += 1;
      setTimeout(deliver, thereInMs, packet);
      readAgainInMs = leftInMs;
    }
    setTimeout(() => from.resume(), readAgainInMs);
  });
  from.on('end', () => {
    isEnded = true;
    if (underWay === 0) to.end();
  });
}
