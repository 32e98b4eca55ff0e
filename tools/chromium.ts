import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser for tests and pictures: `CHROME_PATH`, or the usual places; null where there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROME_PATH;
  if (named) return existsSync(named) ? named : null;
  return USUAL_PLACES.find((place) => existsSync(place)) ?? null;
}

/** As root on Debian the package is installed; anywhere else the person is asked to. */
export function ensureChromium(): string | null {
  return findChromium() ?? (mayInstall() && installChromium() ? findChromium() : null);
}

function mayInstall(): boolean {
  return !process.env.CHROME_PATH && process.geteuid?.() === 0 && existsSync('/etc/debian_version');
}

function installChromium(): boolean {
  process.stderr.write('Memasang paket chromium untuk pengujian …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options: SpawnSyncOptions = { stdio: ['ignore', 2, 2], env };
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  if (spawnSync('apt-get', install, options).status === 0) return true;
  return (
    spawnSync('apt-get', ['update', '-qq'], options).status === 0 && spawnSync('apt-get', install, options).status === 0
  );
}
