import { isAscii, isUtf8 } from 'node:buffer';

/** `broken` means that `text` is only what stands before the first character that cannot be read. */
export type DecodedText = { readonly text: string; readonly broken: boolean };
export type TextDecoding = {
  readonly name: string;
  /** Bytes at the start of the file that mark the encoding and are no text. */
  readonly markBytes: number;
  readonly decode: (bytes: Buffer, isLast: boolean) => DecodedText;
};

/** Chooses by the mark at the start of the file; without one it is UTF-8. */
export function chooseDecoding(start: Buffer): TextDecoding {
  if (start[0] === 0xff && start[1] === 0xfe) return { name: 'UTF-16', markBytes: 2, decode: utf16('little') };
  if (start[0] === 0xfe && start[1] === 0xff) return { name: 'UTF-16', markBytes: 2, decode: utf16('big') };
  const isMarked = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  return { name: 'UTF-8', markBytes: isMarked ? 3 : 0, decode: utf8() };
}

/** Decodes piece by piece; several times faster than a streaming TextDecoder because ASCII needs no decoding at all. */
function utf8(): TextDecoding['decode'] {
  let rest = Buffer.alloc(0);
  return (piece, isLast) => {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = isLast ? bytes.length : wholeCharactersEnd(bytes);
    rest = Buffer.from(bytes.subarray(end));
    const whole = bytes.subarray(0, end);
    if (isAscii(whole)) return { text: whole.toString('latin1'), broken: false };
    if (isUtf8(whole)) return { text: whole.toString('utf8'), broken: false };
    return { text: whole.subarray(0, brokenLineStart(whole)).toString('utf8'), broken: true };
  };
}

/** Where the last character that may continue in the next piece begins. */
function wholeCharactersEnd(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}

/** Line breaks are single bytes in UTF-8 and never part of another character, so each line can be judged alone. */
function brokenLineStart(bytes: Buffer): number {
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== 0x0a && bytes[at] !== 0x0d) continue;
    if (!isUtf8(bytes.subarray(start, at))) return start;
    start = at + 1;
  }
  return start;
}

function utf16(order: 'little' | 'big'): TextDecoding['decode'] {
  let rest = Buffer.alloc(0);
  return (piece, isLast) => {
    const bytes = Buffer.concat([rest, piece]);
    let end = bytes.length - (bytes.length % 2);
    const lastUnit = end < 2 ? 0 : order === 'little' ? bytes.readUInt16LE(end - 2) : bytes.readUInt16BE(end - 2);
    if (!isLast && lastUnit >= 0xd800 && lastUnit <= 0xdbff) end -= 2;
    rest = Buffer.from(bytes.subarray(end));
    const whole = bytes.subarray(0, end);
    const text = (order === 'big' ? whole.swap16() : whole).toString('utf16le');
    const isCutOff = isLast && rest.length > 0;
    if (text.isWellFormed()) return { text, broken: isCutOff };
    return { text: text.slice(0, text.search(/\p{Surrogate}/u)), broken: true };
  };
}
