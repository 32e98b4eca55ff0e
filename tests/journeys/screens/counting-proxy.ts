import { type AddressInfo, connect, createServer } from 'node:net';

/** A line between browser and server that keeps what went up it, so that a request's real bytes can be counted. */
export type CountingProxy = {
  readonly address: string;
  /** bytes of each request to this path, from its first line to the end of its body */
  requests(method: string, path: string): readonly number[];
  close(): Promise<void>;
};

export async function countingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  const lines: Buffer[][] = [];
  const server = createServer((browser) => {
    const upstream = connect(Number(port), hostname);
    const line: Buffer[] = [];
    lines.push(line);
    browser.on('data', (piece: Buffer) => line.push(piece));
    browser.pipe(upstream).pipe(browser);
    browser.on('error', () => upstream.destroy());
    upstream.on('error', () => browser.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: (method, path) => lines.flatMap((line) => sizesIn(Buffer.concat(line), `${method} ${path} `)),
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function sizesIn(sent: Buffer, start: string): number[] {
  const sizes: number[] = [];
  for (let at = sent.indexOf(start); at >= 0; at = sent.indexOf(start, at + 1)) {
    const head = sent.indexOf('\r\n\r\n', at);
    const length = /\r\ncontent-length: (\d+)/i.exec(sent.subarray(at, head).toString('latin1'))?.[1];
    sizes.push(head + 4 - at + Number(length ?? 0));
  }
  return sizes;
}
