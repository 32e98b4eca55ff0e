import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, npmEnvironment } from '../../tools/prepare/install.mjs';
import { isWebStale, noteWebBuilt } from '../../tools/prepare/web-stamp.mjs';
import { ROOT } from '../architecture/files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-prepare-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('the lock file', () => {
  it('installs from a clean copy of the two files: no entry of any platform is missing', () => {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(ROOT, name), join(folder, name));
    const args = ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund', '--offline'];
    const ended = spawnSync('npm', args, { cwd: folder, env: npmEnvironment(process.env), encoding: 'utf8' });
    expect(ended.stderr).not.toMatch(/npm error/);
    expect(ended.status).toBe(0);
  });

  it('names no registry, so that an office can install from its own', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });
});

describe('what is installed', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '2.0.0', optional: true },
  };
  const present = (packages: object) => write('node_modules/.package-lock.json', JSON.stringify({ packages }));
  beforeEach(() => write('package-lock.json', JSON.stringify({ packages: wanted })));

  it.each([
    ['the same packages', { 'node_modules/a': { version: '1.0.0' } }, true],
    ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['a package less', {}, false],
    ['another version of an optional one', { ...wanted, 'node_modules/b-darwin': { version: '1.0.0' } }, false],
  ])('counts as complete with %s: %o → %s', (_, packages, complete) => {
    present(packages);
    expect(isInstalled(folder)).toBe(complete);
  });

  it('counts as missing where nothing is', () => {
    expect(isInstalled(folder)).toBe(false);
  });
});

describe('npm inside npm', () => {
  it('keeps the way to the registry and none of the outer options', () => {
    const environment = {
      PATH: '/bin',
      npm_config_registry: 'https://registry.example.org',
      'npm_config_@office:registry': 'https://office.example.org',
      npm_config_cafile: '/etc/ca.pem',
      npm_config_omit: 'dev',
      npm_config_loglevel: 'silent',
      npm_lifecycle_event: 'prestart',
      npm_package_name: 'x',
    };
    expect(Object.keys(npmEnvironment(environment))).toEqual([
      'PATH',
      'npm_config_registry',
      'npm_config_@office:registry',
      'npm_config_cafile',
    ]);
  });
});

describe('the web parts', () => {
  beforeEach(() => {
    write('src/results/web/page.svelte', '<p>1</p>');
    write('src/results/store.ts', 'export const a = 1;');
    write('dist/web/desk.js', '');
    noteWebBuilt(folder);
  });

  it('are fresh after their building, also when code of the server changes', () => {
    write('src/results/store.ts', 'export const a = 2222;');
    expect(isWebStale(folder)).toBe(false);
  });

  it('are stale when a screen changes, comes or goes', () => {
    write('src/results/web/page.svelte', '<p>1000</p>');
    expect(isWebStale(folder)).toBe(true);
    noteWebBuilt(folder);
    write('src/results/domain/rule.ts', '');
    expect(isWebStale(folder)).toBe(true);
    noteWebBuilt(folder);
    rmSync(join(folder, 'src/results/web/page.svelte'));
    expect(isWebStale(folder)).toBe(true);
  });

  it('are stale when they were deleted', () => {
    rmSync(join(folder, 'dist', 'web'), { recursive: true });
    expect(isWebStale(folder)).toBe(true);
  });
});

describe('two processes that prepare at once', () => {
  const CHILD = `
    import { appendFileSync } from 'node:fs';
    import { withLock } from '${join(ROOT, 'tools/prepare/lock.mjs')}';
    withLock(process.argv[2], () => {
      appendFileSync(process.argv[2] + '/log', 'in ');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      appendFileSync(process.argv[2] + '/log', 'out ');
    });`;

  async function run(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [join(folder, 'child.mjs'), folder], { stdio: 'inherit' });
    await once(child, 'exit');
    return child;
  }

  it('do so one after the other, also past the lock of a process that is gone', async () => {
    write('child.mjs', CHILD);
    const gone = spawnSync(process.execPath, ['-e', '']);
    symlinkSync(String(gone.pid), join(folder, '.prepare.lock'));
    await Promise.all([run(), run(), run()]);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out in out in out ');
    expect(existsSync(join(folder, '.prepare.lock'))).toBe(false);
  });
});
