import type { Group } from '../../content/group.ts';
import { groupTitle, readGroups, scenariosInOrder } from '../../content/groups.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { wrap } from '../../text/wrap.ts';
import { findGroup } from '../finding/find-scenario.ts';
import { meantGroup } from '../finding/meant-group.ts';
import { print } from '../output/print.ts';
import type { Asking } from '../screen/can-ask.ts';
import { type Screen, screen } from '../screen/terminal.ts';

export interface ListOptions {
  readonly group?: string;
  readonly json?: boolean;
}

/** `apilab list`: the scenarios by group, with their claims. */
export async function list(options: ListOptions, asking: Asking): Promise<void> {
  const catalogue = await readCatalogue();
  const entries = options.group ? findGroup(catalogue, await meantGroup(options.group)) : catalogue;
  print(options.json ? asJson(entries) : await asText(entries, await readGroups(), screen(asking)));
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

async function asText(
  entries: readonly CatalogueEntry[],
  groups: readonly Group[],
  { colour, width }: Screen,
): Promise<string> {
  const paint = colour ? await inColour() : plain;
  const idWidth = Math.max(...entries.map(({ id }) => id.length));
  const indent = idWidth + 4;
  const beside = width - indent >= 36;
  const lines: string[] = [];
  for (const [group, members] of byGroup(scenariosInOrder(groups, entries))) {
    lines.push('', `${paint.bold(group)}  ${groupTitle(groups, group)}`);
    for (const { id, claim } of members) {
      const margin = beside ? indent : 4;
      const claimLines = wrap(claim, width - margin);
      const name = paint.name(id);
      if (!beside) lines.push(`  ${name}`);
      claimLines.forEach((line, index) => {
        const isFirst = beside && index === 0;
        const left = isFirst
          ? `  ${name}${' '.repeat(indent - 2 - id.length)}`
          : ' '.repeat(margin);
        lines.push(`${left}${line}`);
      });
    }
  }
  lines.push('', paint.dim('Play one: apilab run <id> · Read about it: apilab show <id>'), '');
  return lines.slice(1).join('\n');
}

function byGroup(entries: readonly CatalogueEntry[]): Map<string, CatalogueEntry[]> {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return groups;
}
