import { readdir, readFile } from 'node:fs/promises';
import { packageRoot } from '../lab/catalogue/catalogue.ts';
import { isCompiled, stored } from './stored.ts';

/** How much the product needs a case: it must, should or could be shown. */
export const RANKS = ['must', 'should', 'could'] as const;
export type Rank = (typeof RANKS)[number];

/** A row of `scenarios/<group>/cases.md`: something that can be seen on the wire and must hold. */
export interface Case {
  /** Such as `sse-retry-field`; what `covers` of a scenario names. */
  readonly id: string;
  readonly rank: Rank;
  /** What is seen on the wire. */
  readonly seen: string;
  /** What often goes wrong, and how it is done right; empty if nothing stands there. */
  readonly ways: string;
  /** What must hold, and can be checked. */
  readonly holds: string;
  /** Where it is standardised; empty if nowhere. */
  readonly standard: string;
}

/** The cases of a group. */
export interface GroupCases {
  readonly group: string;
  readonly title: string;
  readonly cases: readonly Case[];
}

/** A file of cases that cannot be read; the message names the line. */
export class CasesError extends Error {
  override readonly name = 'CasesError';
  readonly code = 'cases-unreadable';
}

const HEADER = ['case', 'rank', 'what is seen', 'naive → correct', 'what must hold', 'standard'];

/** Reads the cases of a group: a heading `# <group>: <title>`, and one table. @throws CasesError */
export function readCases(group: string, text: string): GroupCases {
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const heading = lines.find(({ line }) => line.startsWith('# '));
  const title = heading?.line.startsWith(`# ${group}: `) && heading.line.slice(group.length + 4);
  if (!title) throw new CasesError(`begin with "# ${group}: <title>"`);
  const [header, , ...rows] = lines.filter(({ line }) => line.startsWith('|'));
  if (header === undefined || cellsOf(header.line).join() !== HEADER.join()) {
    throw new CasesError(`the columns are: ${HEADER.join(', ')}`);
  }
  return { group, title, cases: rows.map(({ line, number }) => readRow(line, number)) };
}

/** What is seen of each case, by its id. */
export async function seenOfCases(): Promise<Readonly<Record<string, string>>> {
  if (isCompiled) return stored('cases');
  const groups = await everyGroup();
  return Object.fromEntries(groups.flatMap(({ cases }) => cases.map(({ id, seen }) => [id, seen])));
}

/** The cases of every group, by its folder, in the order of the folders. */
export async function everyGroup(): Promise<readonly GroupCases[]> {
  const folder = new URL('scenarios/', packageRoot);
  const groups = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return Promise.all(
    groups.map(async (group) =>
      readCases(group, await readFile(new URL(`${group}/cases.md`, folder), 'utf8')),
    ),
  );
}

function readRow(line: string, number: number): Case {
  const cells = cellsOf(line);
  const [code = '', word, seen = '', ways = '', holds = '', standard = ''] = cells;
  const id = /^`([a-z0-9]+(?:-[a-z0-9]+)+)`$/.exec(code)?.[1];
  const rank = RANKS.find((each) => each === word);
  if (cells.length !== HEADER.length || id === undefined || rank === undefined) {
    throw new CasesError(
      `line ${number} is no case: | \`id\` | must, should or could | four more cells |`,
    );
  }
  return { id, rank, seen, ways, holds, standard };
}

/** The cells of a row; `\|` is a bar within one, `–` stands for nothing. */
function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
    .map((cell) => (cell === '–' ? '' : cell));
}
