import { createWriteStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contest, Election } from '#elections/domain/election.ts';
import { chooseElection } from '#elections/cli.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { parseStationNumber } from '#kernel/station-number.ts';
import { type CliArgs, type CliCommand, type WrongUse, wrongUse } from '#platform/cli/command.ts';
import { progressBar } from '#platform/cli/progress.ts';
import { write } from '#platform/cli/run-cli.ts';
import { fileProblem } from '#platform/files/problems.ts';
import { readTable } from '#platform/files/read-table.ts';
import { requireRegion } from '#regions/require-region.ts';
import { importResults } from './commands/import-results.ts';
import { sheetIntake } from './commands/submit-sheets.ts';
import { convertSirekap, SIREKAP_REQUIRED } from './convert-sirekap.ts';
import type { Desk } from './desk.ts';
import { BASES, type Basis } from './domain/totals.ts';
import { exportResults, type Sink } from './export-results.ts';
import { findContest } from './intake/prepare-submission.ts';
import { listProblems } from './list-problems.ts';
import { readSheet } from './read-sheet.ts';
import { readTally } from './read-tally.ts';
import { recountTotals } from './recount-totals.ts';
import { regencyCache } from './regency-cache.ts';
import { historyText, importText, problemsText, recountText, tallyText } from './cli-text.ts';

export type ResultsContext = { readonly desk: () => Promise<Desk>; readonly isStopped: () => boolean };
type Command = CliCommand<ResultsContext>;

const ELECTION = { type: 'string', describe: 'id pemilihan', value: 'ID' } as const;
const CONTEST = { type: 'string', required: true, describe: 'id kontes', value: 'ID' } as const;
const REGION = { type: 'string', describe: 'kode wilayah', value: 'KODE' } as const;

const convertCommand: Command = {
  name: 'convert sirekap',
  positionals: ['BERKAS'],
  options: { out: { type: 'string', required: true, describe: 'folder hasil', value: 'DIR' }, large: { type: 'boolean', describe: 'izinkan berkas di atas 20 MB' } },
  describe: 'mengubah baris Sirekap menjadi election.json, stations.csv, results.csv',
  async run(_context, args) {
    const table = await readTable(args.positionals[0] as string, { requiredColumns: SIREKAP_REQUIRED, allowLarge: args.flag('large') });
    if (!table.ok) return table;
    const converted = convertSirekap(table.value);
    if (!converted.ok) return converted;
    const { election, stationsCsv, resultsCsv, stations, rows } = converted.value;
    const out = args.text('out') as string;
    try {
      await mkdir(out, { recursive: true });
      await writeFile(join(out, 'election.json'), `${JSON.stringify(election, null, 2)}\n`);
      await writeFile(join(out, 'stations.csv'), stationsCsv);
      await writeFile(join(out, 'results.csv'), resultsCsv);
    } catch (error) {
      return refuse(fileProblem('unwritable', { file: out, detail: (error as Error).message }));
    }
    return accept({ json: { stations, rows }, exit: 0, text: `${rows} baris, ${stations} TPS ditulis ke ${out}.` });
  },
};

const importCommand: Command = {
  name: 'import results',
  positionals: ['BERKAS'],
  options: {
    election: ELECTION,
    contest: CONTEST,
    source: { type: 'string', required: true, describe: 'nama sumber, tercatat sebagai pengisi', value: 'NAMA' },
    'dry-run': { type: 'boolean', describe: 'periksa tanpa menyimpan' },
    replace: { type: 'boolean', describe: 'perbaiki lembar yang sudah ada' },
    reason: { type: 'string', describe: 'alasan perbaikan', value: 'TEKS' },
    large: { type: 'boolean', describe: 'izinkan berkas di atas 20 MB' },
  },
  describe: 'membaca lembar hasil dari CSV atau Excel',
  async run({ desk: open, isStopped }, args) {
    const reason = args.text('reason');
    if (args.flag('replace') !== (reason !== undefined && reason.trim() !== '')) return wrongUse('--replace dan --reason TEKS harus ditulis bersama.');
    const table = await readTable(args.positionals[0] as string, { requiredColumns: ['region', 'station'], allowLarge: args.flag('large') });
    if (!table.ok) return table;
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const bar = progressBar('Mengimpor');
    const imported = await importResults({
      desk,
      intake: sheetIntake(desk),
      ...chosen.value,
      table: table.value,
      source: args.text('source') as string,
      replace: reason ?? null,
      dryRun: args.flag('dry-run'),
      onProgress: bar.show,
      isStopped,
    });
    bar.end();
    if (!imported.ok) return imported;
    const { rejected, conflicting } = imported.value;
    return accept({ json: imported.value, exit: rejected + conflicting > 0 ? 1 : 0, text: importText(imported.value, args.flag('dry-run')) });
  },
};

const tallyCommand: Command = {
  name: 'tally',
  positionals: [],
  options: { election: ELECTION, contest: CONTEST, region: REGION, children: { type: 'boolean', describe: 'sertakan wilayah di bawahnya' } },
  describe: 'jumlah suara sebuah wilayah',
  async run({ desk: open }, args) {
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const reader = { sql: desk.sql, cache: regencyCache(desk.sql) };
    const tally = await readTally(reader, { ...chosen.value, region: args.text('region'), children: args.flag('children') });
    return tally.ok ? accept({ json: tally.value, exit: 0, text: tallyText(tally.value, chosen.value.contest) }) : tally;
  },
};

const problemsCommand: Command = {
  name: 'sheets problems',
  positionals: [],
  options: { election: ELECTION, contest: CONTEST, region: REGION },
  describe: 'lembar yang angkanya berselisih atau patut dilihat',
  async run({ desk: open }, args) {
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const sheets = await listProblems(desk.sql, { ...chosen.value, region: args.text('region') });
    return sheets.ok ? accept({ json: { sheets: sheets.value }, exit: 0, text: problemsText(sheets.value) }) : sheets;
  },
};

const historyCommand: Command = {
  name: 'sheets history',
  positionals: [],
  options: { election: ELECTION, contest: CONTEST, region: { ...REGION, required: true }, station: { type: 'string', required: true, describe: 'nomor TPS', value: 'N' } },
  describe: 'semua revisi, tindakan, dan isi tandingan satu lembar',
  async run({ desk: open }, args) {
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const station = parseStationNumber(args.text('station') as string);
    if (station === null) return wrongUse(`“${args.text('station')}” bukan nomor TPS; tulis 1 sampai 999.`);
    const region = requireRegion(args.text('region') as string, chosen.value.election.regionEdition);
    if (!region.ok) return region;
    const history = await readSheet(desk.sql, { ...chosen.value, region: region.value.code, station });
    return history.ok ? accept({ json: history.value, exit: 0, text: historyText(history.value) }) : history;
  },
};

const recountCommand: Command = {
  name: 'recount',
  positionals: [],
  options: { election: ELECTION },
  describe: 'menghitung ulang semua jumlah dari lembarnya dan membandingkan',
  async run({ desk: open }, args) {
    const desk = await open();
    const book = await desk.books.current(desk.sql);
    const chosen = args.text('election') === undefined ? accept(book.elections) : await chooseElection(book, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const elections = 'contests' in chosen.value ? [chosen.value] : chosen.value;
    const report = await recountTotals(desk.sql, elections);
    return accept({ json: report, exit: report.differences.length > 0 ? 1 : 0, text: recountText(report) });
  },
};

const exportCommand: Command = {
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
    if (format === 'xlsx' || format === 'nist-json') return wrongUse(`Format ${format} belum tersedia. Pakai csv atau json.`);
    if (format !== 'csv' && format !== 'json') return wrongUse(`Format “${format}” tidak dikenal. Pakai csv atau json.`);
    if (!BASES.includes(basis as Basis)) return wrongUse(`Basis “${basis}” tidak dikenal. Pakai all, clean, atau verified.`);
    if (args.flag('json') && out === undefined) return wrongUse('Dengan --json, tulis juga --out BERKAS untuk hasil ekspornya.');
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const question = { ...chosen.value, region: args.text('region'), basis: basis as Basis, format } as const;
    if (out === undefined) {
      const written = await exportResults(desk.sql, question, async () => ({ write }));
      return written.ok ? accept({ json: { file: null, rows: written.value.rows }, exit: 0, text: '', written: true }) : written;
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
    return accept({ json: { file: out, rows: written.value.rows }, exit: 0 as const, text: `${written.value.rows} lembar ditulis ke ${out}.` });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && 'path' in error) return refuse(fileProblem('unwritable', { file: out, detail: error.message }));
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
        close: () => new Promise((done, failed) => stream.end((error?: Error | null) => (error ? failed(error) : done()))),
      }),
    );
  });
}

async function chooseContest(desk: Desk, args: CliArgs): Promise<Result<{ election: Election; contest: Contest }, Problem> | WrongUse> {
  const book = await desk.books.current(desk.sql);
  const election = chooseElection(book, args);
  if (!('ok' in election) || !election.ok) return election;
  return findContest(book, election.value.id, args.text('contest') as string);
}

export const resultCommands: readonly Command[] = [convertCommand, importCommand, tallyCommand, problemsCommand, historyCommand, recountCommand, exportCommand];
