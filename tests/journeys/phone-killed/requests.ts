import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** The ways on which a phone hands things in. */
const SENDING = /^\/api\/v1\/(me\/pending|sheets|photos)/;
const STARTED = 'http.server.request.start';
const ANSWERED = 'http.server.response.finish';

/** Calls back, once, when the n-th request of a phone that hands something in has come to a server of this process. */
export function atRequest(count: number, then: () => void): () => void {
  let seen = 0;
  return listen(STARTED, ({ url = '', method }) => {
    if (method === 'GET' || !SENDING.test(url)) return;
    seen += 1;
    if (seen === count) then();
  });
}

/** Calls back, once, when a server of this process has answered such a request. */
export function atAnswer(method: string, path: string, then: () => void): () => void {
  let done = false;
  return listen(ANSWERED, (request) => {
    if (done || request.method !== method || request.url !== path) return;
    done = true;
    then();
  });
}

function listen(channel: string, heard: (request: IncomingMessage) => void): () => void {
  const onMessage = (message: unknown) => heard((message as { readonly request: IncomingMessage }).request);
  subscribe(channel, onMessage);
  return () => void unsubscribe(channel, onMessage);
}
