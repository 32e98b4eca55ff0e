import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { accept, refuse } from '#kernel/result.ts';
import { wrongUse } from '#platform/cli/command.ts';
import { write } from '#platform/cli/run-cli.ts';
import { fileProblem } from '#platform/files/problems.ts';
import type { Desk } from '../desk.ts';
import { BASES, type Basis } from '../domain/totals.ts';
import { exportResults, type Sink } from '../exchange/export-results.ts';
import { CONTEST, chooseContest, ELECTION, REGION, type ResultsCommand } from './shared.ts';

export const exportCommand: ResultsCommand = {
  name: 'export results',
  positionals: [],
  options: {
    election: ELECTION,
    contest: CONTEST,
    region: REGION,
    format: { type: 'string', required: true, describe: 'csv atau json', value: 'csv|json' },
    basis: { type: 'string', describe: 'all (bawaan), clean, atau verified', value: 'all|clean|verified' },
    out: { type: 'string', describe: 'berkas tujuan', value: 'BERKAS' },
  },
  describe: 'data terbuka: lembar yang dihitung, revisi terakhir',
  async run({ desk: open }, args) {
    const format = args.text('format');
    const basis = args.text('basis') ?? 'all';
    const out = args.text('out');
    if (format === 'xlsx' || format === 'nist-json')
      return wrongUse(`Format ${format} belum tersedia. Pakai csv atau json.`);
    if (format !== 'csv' && format !== 'json')
      return wrongUse(`Format “${format}” tidak dikenal. Pakai csv atau json.`);
    if (!BASES.includes(basis as Basis))
      return wrongUse(`Basis “${basis}” tidak dikenal. Pakai all, clean, atau verified.`);
    if (args.flag('json') && out === undefined)
      return wrongUse('Dengan --json, tulis juga --out BERKAS untuk hasil ekspornya.');
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const question = { ...chosen.value, region: args.text('region'), basis: basis as Basis, format } as const;
    if (out === undefined) {
      const written = await exportResults(desk.sql, question, async () => ({ write }));
      return written.ok
        ? accept({ json: { file: null, rows: written.value.rows }, exit: 0, text: '', written: true })
        : written;
    }
    return exportToFile(desk, question, out);
  },
};

async function exportToFile(desk: Desk, question: Parameters<typeof exportResults>[1], out: string) {
  const part = `${out}.part`;
  try {
    const sink: { close?: () => Promise<void> } = {};
    const written = await exportResults(desk.sql, question, async () => {
      const opened = await fileSink(part);
      sink.close = opened.close;
      return opened;
    });
    await sink.close?.();
    if (!written.ok) return written;
    await rename(part, out);
    return accept({
      json: { file: out, rows: written.value.rows },
      exit: 0 as const,
      text: `${written.value.rows} lembar ditulis ke ${out}.`,
    });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && 'path' in error)
      return refuse(fileProblem('unwritable', { file: out, detail: error.message }));
    throw error;
  }
}

function fileSink(path: string): Promise<Sink & { close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const stream = createWriteStream(path);
    stream.once('error', reject);
    stream.once('open', () =>
      resolve({
        write: (text) => new Promise((done, failed) => stream.write(text, (error) => (error ? failed(error) : done()))),
        close: () =>
          new Promise((done, failed) => stream.end((error?: Error | null) => (error ? failed(error) : done()))),
      }),
    );
  });
}
