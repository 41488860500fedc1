import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from '../src/cli/command-line.ts';
import { readCatalogue } from '../src/lab/catalogue/catalogue.ts';

const root = resolve(import.meta.dirname, '..');
const files = new Set(filesBelow(root));
const catalogue = await readCatalogue({ drafts: true });
const pages = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
].map((page) => ({ page, text: readFileSync(join(root, page), 'utf8') }));

describe('docs/protocols.md', () => {
  const text = readFileSync(join(root, 'docs/protocols.md'), 'utf8');
  const named = [...text.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, file = '']) => file);

  it('names tests that exist', () => {
    expect(named.length).toBeGreaterThan(20);
    const places = named.map((file) => (file.startsWith('scenarios/') ? file : join('test', file)));
    expect(places.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe('docs/ids.md', () => {
  const rows = readFileSync(join(root, 'docs/ids.md'), 'utf8').matchAll(
    /^\| [^|]+ \| `([^`]+)` \|/gm,
  );
  const examples = [...rows].map(([, example = '']) => example);
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  /** Titles as the ids of their sections. */
  const inWords = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9\n]+/g, '-');
  const sources = [...files]
    .filter((file) => /^(scenarios|src|standards\.yaml)/.test(file) && !file.includes('goldens'))
    .map((file) => (file.endsWith('.md') ? inWords(read(file)) : read(file)));

  it('gives examples that exist', () => {
    expect(examples.length).toBeGreaterThan(10);
    const ids = catalogue.map(({ id }) => id);
    const named = (example: string) =>
      ids.includes(example) || sources.some((source) => source.includes(example));
    expect(examples.filter((example) => !named(example))).toEqual([]);
  });
});

describe('docs/scenarios.md', () => {
  const text = readFileSync(join(root, 'docs/scenarios.md'), 'utf8');

  it('names every part', () => {
    const parts = [...files].filter((file) => /^parts\/.*\.ts$/.test(file));
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.filter((part) => !text.includes(`\`${part}\``))).toEqual([]);
  });
});

describe.each(pages)('$page', ({ page, text }) => {
  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, file = '']) => file);
    expect(links.filter((file) => !existsSync(join(root, dirname(page), file)))).toEqual([]);
  });

  it('names paths that exist', () => {
    expect(codeIn(text).flatMap(pathsIn).filter(isMissing)).toEqual([]);
  });

  it('names scripts of npm that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...text.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].flatMap(
      ([all, name = '']) => (all.startsWith('npm run') ? [name] : []),
    );
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('names commands, options and scenarios that exist', () => {
    expect(codeIn(text).flatMap((code) => code.split('\n').flatMap(wrongInCommand))).toEqual([]);
  });
});

const apilab = commands(() => {});

/** What is wrong with a line that calls apilab: an unknown command, option or scenario. */
function wrongInCommand(line: string): readonly string[] {
  const [, typed] = /^\s*(?:\$ )?(?:npx )?apilab ([^#|>]*)/.exec(line) ?? [];
  if (typed === undefined) return [];
  const words = typed.trim().split(/\s+/);
  const command = chosen(apilab, words);
  if (command === undefined) return /^[a-z]/.test(typed) ? [`no command: ${line}`] : [];
  const options = [...command.options, ...apilab.options].flatMap(({ long, short }) => [
    long,
    short,
  ]);
  const unknown = words
    .map((word) => word.split('=')[0] ?? '')
    .filter((word) => word.startsWith('-') && word !== '-' && !options.includes(word));
  const ids =
    command.name() === 'run' ? words.slice(1).filter((word) => /^[a-z]+-[a-z-]+$/.test(word)) : [];
  const known = catalogue.map(({ id }) => id);
  const gone = words.slice(0, 2).filter((word) => ids.includes(word) && !known.includes(word));
  return [...unknown.map((word) => `${word}: ${line}`), ...gone.map((id) => `${id}: ${line}`)];
}

/** The command or sub-command that words call. */
function chosen(parent: Command, [word, ...rest]: readonly string[]): Command | undefined {
  const found = parent.commands.find((each) => each.name() === word);
  return found === undefined ? undefined : (chosen(found, rest) ?? found);
}

/** Code spans and blocks of a page. */
function codeIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```.*\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...blocks, ...[...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)];
}

const FOLDERS = 'src|test|docs|parts|scenarios|templates|bench|bin|protos|\\.ci';

/** Paths of the repository in a piece of code; `dist/`, what a user has and what is left open are none. */
function pathsIn(code: string): readonly string[] {
  const paths = [...code.matchAll(new RegExp(`(?<![\\w./-])(?:${FOLDERS})/[\\w./<>*-]*`, 'g'))];
  return paths.map(([path]) => path.replace(/[./]+$/, '')).filter((path) => !path.includes('...'));
}

/** Whether no file or folder has this path; `<group>` stands for any name. */
function isMissing(path: string): boolean {
  if (!/[<*]/.test(path)) return !existsSync(join(root, path));
  const pattern = path.replaceAll(/[.+]/g, '\\$&').replaceAll(/<[\w-]+>|\*+/g, '[^/]+');
  const matches = new RegExp(`^${pattern}(/|$)`);
  return ![...files].some((file) => matches.test(file));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (['node_modules', '.git', 'dist'].includes(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path) : [relative(root, path)];
  });
}

describe('examples in TypeScript', () => {
  const run = promisify(execFile);
  const folder = mkdtempSync(join(tmpdir(), 'apilab-docs-'));
  // Inside the package, so that `apilab` is this one for the compiler.
  const within = mkdtempSync(join(root, '.docs-'));
  afterAll(() => {
    for (const each of [folder, within]) rmSync(each, { recursive: true });
  });
  const examples = pages.flatMap(({ page, text }) =>
    [...text.matchAll(/^```ts( play)?\n([\s\S]*?)^```$/gm)]
      .map(([, plays, code = '']) => ({ page, code, plays: plays !== undefined }))
      .filter(({ code }) => /^import /m.test(code)),
  );

  it('compile', { timeout: 120_000 }, async () => {
    for (const [n, { code }] of examples.entries()) writeFileSync(join(within, `${n}.ts`), code);
    const settings = { extends: '../tsconfig.json', include: ['*.ts'] };
    writeFileSync(join(within, 'tsconfig.json'), JSON.stringify(settings));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '-p', within]).catch((error) => error);
    const own = String(stdout)
      .split('\n')
      .filter((line) => line.includes('.docs-'));
    expect(own).toEqual([]);
  });

  it.each(examples.filter(({ plays }) => plays))(
    'of $page play as they say',
    { timeout: 60_000 },
    async ({ code }) => {
      const file = join(folder, 'mine.ts');
      writeFileSync(file, code);
      const program = ['--import', 'tsx', '--conditions=source', 'src/workshop/dev.ts'];
      const { stdout } = await run(process.execPath, [...program, 'run', file, '--compare'], {
        cwd: root,
      });
      expect(stdout).toContain('2 variants, all as predicted');
    },
  );
});
