import type { Json } from '#kernel/canonical-json.ts';

/** One question to the server. `null` as an answer: none came (no signal, time out, the connection broke). */
export type Transport = (request: TransportRequest) => Promise<TransportReply | null>;

export type TransportRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'HEAD' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** a JSON body, or the bytes of a piece */
  readonly body?: Json | Uint8Array<ArrayBuffer>;
};

export type TransportReply = {
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** the body where it is JSON, else null */
  readonly json: Json;
};
