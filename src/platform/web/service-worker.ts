/**
 * Keeps one page of the desk usable without signal: its own files come from the copy that came with this version, and
 * nothing else passes through here. A new version waits until the page asks for it.
 */
declare const PAGE: string;
declare const FILES: readonly string[];
/** Folder of the page's hashed files, where an older version may still look for its own. */
declare const FOLDER: string;
declare const VERSION: string;

type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };
/** What this file uses of the service worker's own scope, which the page's types do not have. */
type Scope = {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};
const scope = globalThis as unknown as Scope;

const PREFIX = 'page-';
const OWN = PREFIX + VERSION;

scope.addEventListener('install', (event) => event.waitUntil(keepFiles()));
scope.addEventListener('activate', (event) => event.waitUntil(dropOldFiles().then(() => scope.clients.claim())));
scope.addEventListener('message', (event) => {
  if (event.data === 'take-over') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  if (url.pathname === PAGE && request.mode === 'navigate') return event.respondWith(fromOwn(PAGE, request));
  if (FILES.includes(url.pathname) || url.pathname.startsWith(FOLDER))
    event.respondWith(fromOwn(url.pathname, request));
});

/** The page is asked of the server itself: a copy in the browser's own cache may be of another version. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(OWN);
  await cache.addAll(FILES.map((path) => new Request(path, path.startsWith(FOLDER) ? {} : { cache: 'reload' })));
}

/** One version back stays: a page of it may be open in another tab and still want its files. */
async function dropOldFiles(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function fromOwn(path: string, request: Request): Promise<Response> {
  const own = await (await caches.open(OWN)).match(path, { ignoreVary: true });
  return own ?? (await caches.match(path, { ignoreVary: true })) ?? fetch(request);
}
