import { describe, expect, it } from 'vitest';
import { readRepository } from './docs/repository.ts';
import {
  brokenLinks,
  documents,
  lawTags,
  type Repository,
  repeatedTerms,
  unexplainedDependencies,
  unknownCommands,
  unknownLaws,
  type Violations,
} from './docs/rules.ts';

const repository = readRepository();

type Planted = Readonly<Record<string, string>>;
type Rule = {
  readonly name: string;
  readonly rule: (repository: Repository) => Violations;
  readonly red: readonly Planted[];
  readonly green: readonly Planted[];
};

const SCRIPTS = {
  'package.json': '{"scripts":{"start":"x","desk":"y"}}',
  'src/results/cli.ts': "command('tally', run);\ncommand('audit verify');",
};
const fence = (line: string) => ({ ...SCRIPTS, 'README.md': `\`\`\`sh\n${line}\n\`\`\`\n` });
const glossary = (...terms: string[]) => ({
  'docs/glossary.md': `| term | meaning |\n|---|---|\n${terms.map((term) => `| ${term} | x |\n`).join('')}`,
});

const RULES: readonly Rule[] = [
  {
    name: 'every link and path in the documents exists',
    rule: brokenLinks,
    red: [
      { 'README.md': 'See [the rules](docs/rules.md).' },
      { 'docs/a.md': 'See [the rules](rules.md#part).' },
      { 'docs/a.md': 'The model is `src/results/store.ts`.' },
    ],
    green: [
      {
        'README.md': 'See [a](docs/a.md#x), [b](https://example.org) and [c](#here); data goes to `data/desk/cluster`.',
        'docs/a.md': '',
      },
      { 'docs/a.md': 'See [up](../README.md) and `src/<room>/store.ts`.', 'README.md': '' },
    ],
  },
  {
    name: 'every command in the documents exists',
    rule: unknownCommands,
    red: [fence('npm run bake'), fence('npm run -s desk -- dance'), fence('desk audit dance'), fence('npm deploy')],
    green: [
      fence('npm start -- --demo'),
      fence('npm run -s desk -- tally --contest x'),
      fence('desk audit verify'),
      fence('npm ci'),
      fence('git clone x'),
    ],
  },
  {
    name: 'every dependency has its reason in a decision page',
    rule: unexplainedDependencies,
    red: [{ 'package.json': '{"dependencies":{"left-pad":"1.0.0"}}', 'docs/decisions/0001-a.md': 'nothing' }],
    green: [
      { 'package.json': '{"devDependencies":{"left-pad":"1.0.0"}}', 'docs/decisions/0001-a.md': '`left-pad`: it pads' },
    ],
  },
  {
    name: 'every legal rule of the source is in the register',
    rule: unknownLaws,
    red: [
      { 'src/a/b.ts': '/** @law N99 */', 'docs/law/register.md': '| N1 | x |' },
      { 'src/a/b.ts': '/** @law */', 'docs/law/register.md': '| N1 | x |' },
    ],
    green: [
      { 'src/a/b.ts': '/** @law N1 @law unverified @law none: our choice */', 'docs/law/register.md': '| N1 | x |' },
    ],
  },
  {
    name: 'every term of the glossary stands once, in one spelling',
    rule: repeatedTerms,
    red: [glossary('DPT', 'dpt'), glossary('counting sheet', 'sheet', '**counting-sheet**')],
    green: [
      glossary('DPT', 'DPTb'),
      { 'docs/glossary.md': `${glossary('a')['docs/glossary.md']}\n${glossary('b')['docs/glossary.md']}` },
    ],
  },
];

describe.each(RULES)('$name', ({ rule, red, green }) => {
  it('in this repository', () => {
    expect(rule(repository)).toEqual([]);
  });

  it.each(red)('and a planted fault is seen: %j', (planted) => {
    expect(rule(plant(planted))).not.toEqual([]);
  });

  it.each(green)('and what is right passes: %j', (planted) => {
    expect(rule(plant(planted))).toEqual([]);
  });
});

function plant(planted: Planted): Repository {
  return { texts: new Map(Object.entries(planted)), paths: new Set(Object.keys(planted)) };
}

describe('the documents', () => {
  it('are there: README, architecture, glossary, law register, decisions', () => {
    const names = documents(repository.texts).map(([path]) => path);
    const wanted = [
      'README.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'CHANGELOG.md',
      'docs/architecture.md',
      'docs/glossary.md',
      'docs/law/register.md',
    ];
    expect(names).toEqual(expect.arrayContaining(wanted));
    expect(names.some((name) => name.startsWith('docs/decisions/'))).toBe(true);
  });

  it('say how many legal rules still rest on sources that nobody here has read', () => {
    const tags = lawTags(repository.texts);
    const unverified = tags.filter(({ id }) => id === 'unverified').length;
    console.log(`@law: ${tags.length} rules named in the source, ${unverified} of them unverified`);
    expect(tags.length).toBeGreaterThan(0);
  });
});
