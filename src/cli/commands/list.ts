import type { Group } from '../../content/group.ts';
import { groupTitle, readGroups, scenariosInOrder } from '../../content/groups.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { wrap } from '../../text/wrap.ts';
import type { Stop } from '../ending/signals.ts';
import { findGroup } from '../finding/find-group.ts';
import { meantGroup } from '../finding/meant-group.ts';
import { print } from '../output/print.ts';
import { isFile } from '../own-scenario/user-scenario.ts';
import type { Asking } from '../screen/can-ask.ts';
import { type Screen, screen } from '../screen/terminal.ts';

export interface ListOptions {
  readonly group?: string;
  readonly json?: boolean;
}

/** `apilab list`: the scenarios by group; of one group, or of files of the user's own, with their claims. */
export async function list(
  what: string | undefined,
  options: ListOptions,
  asking: Asking,
  stop: () => Stop,
): Promise<void> {
  const { json = false } = options;
  const group = options.group ?? what;
  if (group !== undefined && isFile(group)) {
    const { ownScenariosIn } = await import('../own-scenario/own-scenarios.ts');
    const entries = await ownScenariosIn(group, stop());
    const text = () => withClaims(entries, [], screen(asking));
    print(json ? asJson(entries) : await text());
    return;
  }
  const catalogue = await readCatalogue();
  const entries = group === undefined ? catalogue : findGroup(catalogue, await meantGroup(group));
  if (json) return print(asJson(entries));
  const layout = group === undefined ? inOneLineEach : withClaims;
  print(await layout(entries, await readGroups(), screen(asking)));
}

function asJson(entries: readonly CatalogueEntry[]): string {
  const rows = entries.map(({ file: _, ...entry }) => entry);
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** How words are set off: in colour, or not at all. */
type Paint = Readonly<Record<'bold' | 'name' | 'dim', (text: string) => string>>;

const plain: Paint = { bold: String, name: String, dim: String };

/** Colours are loaded if there is a terminal to show them. */
async function inColour(): Promise<Paint> {
  const [{ Chalk }, { hues }] = await Promise.all([import('chalk'), import('../../text/hues.ts')]);
  const chalk = new Chalk({ level: 2 });
  return { bold: chalk.bold, dim: chalk.dim, name: chalk.ansi256(hues.teal) };
}

/** The names within their groups, in a column, and the titles beside them: short, however many there are. */
async function inOneLineEach(
  entries: readonly CatalogueEntry[],
  groups: readonly Group[],
  { colour, width }: Screen,
): Promise<string> {
  const paint = colour ? await inColour() : plain;
  const indent = Math.max(...entries.map(({ id }) => id.length)) + 4;
  const lines = byGroup(scenariosInOrder(groups, entries)).flatMap(([group, members]) => [
    '',
    `${paint.bold(group)}  ${groupTitle(groups, group)}`,
    ...members.flatMap(({ id, title }) => beside(id, title, indent, width, paint)),
  ]);
  const ends = [
    'About a group: apilab list <group> · Play one: apilab run <id> · Choose: apilab run',
  ];
  return [...lines, '', ...ends.flatMap((line) => wrap(line, width)).map(paint.dim), '']
    .slice(1)
    .join('\n');
}

/** Each scenario with its title and its claim. */
async function withClaims(
  entries: readonly CatalogueEntry[],
  groups: readonly Group[],
  { colour, width }: Screen,
): Promise<string> {
  const paint = colour ? await inColour() : plain;
  const lines = byGroup(scenariosInOrder(groups, entries)).flatMap(([group, members]) => {
    const about = groups.find(({ id }) => id === group)?.about;
    return [
      '',
      group === 'mine' ? paint.bold('Yours') : `${paint.bold(group)}  ${groupTitle(groups, group)}`,
      ...(about === undefined ? [] : wrap(about, width)),
      ...members.flatMap(({ id, title, claim, file }) => [
        '',
        ...beside(group === 'mine' ? file : id, title, 4, width, paint),
        ...wrap(claim, width - 4).map((line) => `    ${line}`),
      ]),
    ];
  });
  const ends = 'Play one: apilab run <id> · Read about it: apilab show <id>';
  return [...lines, '', ...wrap(ends, width).map(paint.dim), ''].slice(1).join('\n');
}

/** A name and a text beside it, or below if there is no room. */
function beside(
  name: string,
  text: string,
  column: number,
  width: number,
  paint: Paint,
): readonly string[] {
  const at = Math.max(column, name.length + 4);
  const isBeside = width - at >= 36;
  const margin = isBeside ? at : 4;
  const [first = '', ...more] = wrap(text, width - margin);
  const others = more.map((line) => ' '.repeat(margin) + line);
  return isBeside
    ? [`  ${paint.name(name)}${' '.repeat(at - 2 - name.length)}${first}`, ...others]
    : [`  ${paint.name(name)}`, `    ${first}`, ...others];
}

function byGroup(
  entries: readonly CatalogueEntry[],
): readonly (readonly [string, readonly CatalogueEntry[]])[] {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups];
}
