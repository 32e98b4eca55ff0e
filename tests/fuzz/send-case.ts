import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { InjectOptions } from 'fastify';
import type { RouteContract } from '#platform/http/openapi.ts';
import type { Asker, BesiegedDesk } from './besieged-desk.ts';
import type { Case, Fault } from './case-plan.ts';
import { faultyJson } from './faulty-json.ts';
import type { CookieAct } from './fragments.ts';
import { fragment } from './fragments.ts';
import { realNames } from './names.ts';

const PIECE_TYPE = 'application/offset+octet-stream';
type Of<Kind extends Fault['in']> = Extract<Fault, { in: Kind }>;

/** The request that a case means, with the ids of this desk in it. */
export function requestOf(
  desk: BesiegedDesk,
  { contract, asker, plan }: { readonly contract: RouteContract; readonly asker: Asker | null; readonly plan: Case },
): InjectOptions {
  const faults = <Kind extends Fault['in']>(kind: Kind) =>
    plan.faults.filter((fault): fault is Of<Kind> => fault.in === kind);
  const real = (text: string) => realNames(desk, asker, text);
  const params = faultyParams(plan, faults('param'), real);
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const query = faultyQuery(plan, faults('query'), real).join('&');
  const body = bodyOf(desk, contract, { plan, photo: params.id ?? '', faults: faults('json'), real });
  const bytes = faults('body').reduce(faultyBody, body.bytes);
  const cookie = faults('cookie').reduce((text, { act }) => faultyCookie(text, act, desk), asker?.cookie ?? '');
  const headers: Record<string, string> = { ...body.headers, ...(cookie === '' ? {} : { cookie }) };
  for (const { name, value } of faults('header')) headers[name] = value;
  const isStreamed = plan.faults.some((fault) => fault.in === 'body' && fault.act === 'without length');
  const payload = bytes === null ? {} : { payload: isStreamed ? Readable.from([bytes]) : bytes };
  return { method: contract.method as 'GET', url: query === '' ? path : `${path}?${query}`, headers, ...payload };
}

function faultyParams(
  { params }: Case,
  faults: readonly Of<'param'>[],
  real: (text: string) => string,
): Record<string, string> {
  const keys = Object.keys(params);
  const texts = Object.fromEntries(keys.map((key) => [key, encodeURIComponent(real(params[key] ?? ''))]));
  for (const { at, text } of faults) texts[keys[at % keys.length] as string] = real(text);
  return texts;
}

function faultyQuery({ query }: Case, faults: readonly Of<'query'>[], real: (text: string) => string): string[] {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, encodeURIComponent(real(String(value)))] as [string, string]);
  for (const { act, at, text } of faults) {
    const chosen = parts[at % Math.max(1, parts.length)];
    if (act === 'unknown' || !chosen) parts.push([text === '' ? 'x' : text, '1']);
    else if (act === 'value') chosen[1] = real(text);
    else if (act === 'again') parts.push([chosen[0], real(text)]);
    else chosen[0] += '[]';
  }
  return parts.map(([key, value]) => `${key}=${value}`);
}

type Body = { readonly bytes: Buffer | null; readonly headers: Record<string, string> };
type BodyInput = {
  readonly plan: Case;
  readonly photo: string;
  readonly faults: readonly Of<'json'>[];
  readonly real: (text: string) => string;
};

function bodyOf(desk: BesiegedDesk, contract: RouteContract, { plan, photo, faults, real }: BodyInput): Body {
  if (contract.name === 'sendPhotoPiece') {
    const bytes = desk.photoBytes.get(photo) ?? desk.files.photo(plan.file);
    return { bytes, headers: { 'content-type': PIECE_TYPE, 'upload-offset': '0' } };
  }
  if (contract.name === 'importAccounts')
    return { bytes: desk.files.accounts(plan.file), headers: { 'content-type': 'text/csv' } };
  if (!contract.body) return { bytes: null, headers: {} };
  return { bytes: Buffer.from(real(faultyJson(plan.body, faults))), headers: { 'content-type': 'application/json' } };
}

function faultyBody(bytes: Buffer | null, { act, at }: Of<'body'>): Buffer | null {
  const body = bytes ?? Buffer.from('{}');
  switch (act) {
    case 'empty':
      return Buffer.alloc(0);
    case 'spaces':
      return Buffer.from(' \n\t ');
    case 'cut':
      return body.subarray(0, at % Math.max(1, body.length));
    case 'appended':
      return Buffer.concat([body, Buffer.from('}{"x":1}')]);
    case 'in an array':
      return Buffer.concat([Buffer.from('['), body, Buffer.from(']')]);
    case 'byte order mark':
      return Buffer.concat([Buffer.from('\ufeff'), body]);
    case 'utf-16':
      return Buffer.from(body.toString(), 'utf16le');
    case 'broken utf-8':
      return Buffer.concat([
        body.subarray(0, at % Math.max(1, body.length)),
        Buffer.from([0xc3, 0x28, 0xed, 0xa0]),
        body,
      ]);
    case 'gzip':
      return gzipSync(body);
    case 'without length':
      return body;
    case 'only null':
      return Buffer.from('null');
    case 'only text':
      return Buffer.from('"x"');
    case 'only a deep array':
      return Buffer.from(fragment('deep array'));
    case 'only 10 MB':
      return Buffer.from(fragment('10 MB'));
    case 'random bytes':
      return Buffer.from(Array.from({ length: 200 }, (_, index) => (index * 7919 * (at + 1)) % 256));
  }
}

const FOREIGN_TOKEN = 'A'.repeat(43);

function faultyCookie(cookie: string, act: CookieAct, { askers }: BesiegedDesk): string {
  const [name, token = ''] = cookie === '' ? ['desk_session'] : cookie.split('=');
  switch (act) {
    case 'none':
      return '';
    case 'empty':
      return `${name}=`;
    case 'broken':
      return `${name}=${token.replace(/^./, '~')}`;
    case 'short':
      return `${name}=${token.slice(0, 20)}`;
    case 'long':
      return `${name}=${token}${'A'.repeat(5000)}`;
    case 'many':
      return [...Array.from({ length: 500 }, (_, at) => `c${at}=${at}`), cookie].join('; ');
    case 'huge':
      return `${cookie}; other=${'x'.repeat(100_000)}`;
    case 'twice':
      return `${cookie}; ${name}=${FOREIGN_TOKEN}`;
    case 'other first':
      return `${name}=${FOREIGN_TOKEN}; ${askers.at(-1)?.cookie}; ${cookie}`;
    case 'quoted':
      return `${name}="${token}"`;
    case 'escaped':
      return `${name}=%41${token.slice(1)}`;
    case 'line break':
      return `${cookie}\r\nset-cookie: x=1`;
    case 'own device':
      return `${cookie}; desk_device=${token}`;
    case 'foreign device':
      return `${cookie}; desk_device=${'\u00ff'.repeat(43)}`;
    case 'no name':
      return `=${token};;;=;${cookie}`;
    case 'zero':
      return `${cookie}\u0000; ${name}=\u0000`;
  }
}
