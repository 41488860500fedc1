import { type Case, type GroupCases, RANKS } from '../content/cases.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';

type Told = Pick<CatalogueEntry, 'id' | 'covers'>;

/** The page that says which case is told by which scenario, as Markdown. */
export function coveragePage(groups: readonly GroupCases[], scenarios: readonly Told[]): string {
  const tellers = (id: string) => scenarios.filter(({ covers }) => covers.includes(id));
  const isTold = ({ id }: Case) => tellers(id).length > 0;

  const totals = (cases: readonly Case[]) => [
    ...RANKS.map((rank) => shareOf(cases.filter((each) => each.rank === rank))),
    shareOf(cases),
  ];
  const shareOf = (cases: readonly Case[]) =>
    cases.length === 0 ? '–' : `${cases.filter(isTold).length} of ${cases.length}`;

  const overview = groups.map(({ group, title, cases }) =>
    row([`[\`${group}\`](#${anchor(group, title)})`, title, ...totals(cases)]),
  );
  const tables = groups.map(({ group, title, cases }) =>
    [
      `## ${group}: ${title}`,
      '',
      ...table(
        ['case', 'rank', 'told by'],
        cases.map(({ id, rank }) =>
          row([
            `\`${id}\``,
            rank,
            tellers(id)
              .map((each) => `\`${each.id}\``)
              .join(', ') || '–',
          ]),
        ),
      ),
    ].join('\n'),
  );
  const all = groups.flatMap(({ cases }) => cases);
  return `${[
    '# Coverage',
    '',
    'Which case is told by which scenario. `npm run coverage` makes this page from the cases in',
    '`scenarios/<group>/cases.md` and what each scenario `covers`; drafts do not count. A test fails',
    'if it is out of date.',
    '',
    ...table(
      ['group', '', ...RANKS, 'all'],
      [...overview, row(['**all**', '', ...totals(all).map((share) => `**${share}**`)])],
    ),
    '',
    tables.join('\n\n'),
  ].join('\n')}\n`;
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');

const table = (columns: readonly string[], rows: readonly string[]) => [
  row(columns),
  row(columns.map(() => '---')),
  ...rows,
];

/** How a heading is linked to within its page. */
const anchor = (group: string, title: string) =>
  `${group}: ${title}`
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
