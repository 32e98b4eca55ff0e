import { readdirSync, readFileSync } from 'node:fs';
import { ROOT } from '../architecture/files.ts';
import type { Repository } from './rules.ts';

const SKIPPED = new Set(['node_modules', '.git', 'dist', 'data-demo']);
const READ = /\.(md|ts|svelte)$|^package\.json$/;

export function readRepository(): Repository {
  const texts = new Map<string, string>();
  const paths = new Set<string>();
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(ROOT + folder, { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (SKIPPED.has(entry.name) || path === 'data/desk') continue;
      paths.add(path);
      if (entry.isDirectory()) folders.push(`${path}/`);
      else if (READ.test(path)) texts.set(path, readFileSync(ROOT + path, 'utf8'));
    }
  }
  return { texts, paths };
}
