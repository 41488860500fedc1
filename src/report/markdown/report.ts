import type {
  CheckEvent,
  EndEvent,
  ScenarioEvent,
  TranscriptEvent,
} from '../../lab/record/transcript.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../../text/quantities.ts';
import type { Exporter } from '../exporter.ts';
import { mermaidDiagram } from '../mermaid/diagram.ts';
import { failureText } from '../story/failure-text.ts';
import { madeBy } from '../story/made-by.ts';
import { playCommand } from '../story/play-command.ts';
import { selection } from '../story/selection.ts';
import { wording } from '../story/wording.ts';
import { comparedPage } from './compared.ts';
import { fencedBlock, markdownCode, markdownTable, markdownText } from './escape.ts';
import { chartBlock, figureLine, tableBlock } from './figures.ts';
import { meanings, sourceMarkdown } from './meanings.ts';
import { asideLines, trafficCells, trafficLines } from './traffic.ts';

/** A run as a page of GitHub-flavoured Markdown: each scenario with its picture, steps and checks. */
export function markdownReport(): Exporter<string> {
  let part: TranscriptEvent[] = [];
  /** Runs of one scenario, whose comparison stands before them. */
  let pages: string[] = [];
  let id: string | undefined;
  let written = false;
  const closePart = () => {
    if (part.length > 0) pages.push(pageOf(part));
    part = [];
  };
  const flush = (): string => {
    closePart();
    const text = pages.map((page, index) => (written || index > 0 ? `\n---\n\n${page}` : page));
    written ||= pages.length > 0;
    pages = [];
    return text.join('');
  };
  return {
    take(event) {
      if (event.type === 'comparison') {
        closePart();
        pages.unshift(comparedPage(event));
        return flush();
      }
      let before = '';
      if (event.type === 'scenario') {
        // The picture stands before the steps and knows them all, so that a part comes at its end.
        before = event.id === id ? '' : flush();
        closePart();
        id = event.id;
      }
      part.push(event);
      return before;
    },
    end: flush,
  };
}

/** Blocks of a page, with the traffic of a step gathered into one. */
interface Page {
  /** Ends the traffic so far and adds a block behind it. */
  block(text: string): void;
  traffic(lines: readonly string[]): void;
  text(): string;
}

function pageOf(events: readonly TranscriptEvent[]): string {
  const scenario = events.find((event) => event.type === 'scenario');
  const known = meanings();
  const words = wording(scenario, trafficCells, known.knowledge);
  const chosen = selection('brief');
  const page = emptyPage(known.table);
  for (const piece of [...events.flatMap((event) => chosen.take(event)), ...chosen.release()]) {
    if (piece.what !== 'event') {
      page.traffic(asideLines(piece.text));
      continue;
    }
    const { event, answer, rest } = piece;
    page.traffic(trafficLines(event, words, rest));
    if (answer !== undefined) page.traffic(trafficLines(answer, words));
    for (const block of blocksOf(event, scenario, events)) page.block(block);
  }
  return page.text();
}

function emptyPage(meaningsTable: () => readonly string[]): Page {
  const blocks: string[] = [];
  let lines: string[] = [];
  const close = () => {
    if (lines.length > 0) blocks.push(fencedBlock('text', lines));
    lines = [];
    blocks.push(...meaningsTable());
  };
  return {
    block(text) {
      close();
      const last = blocks.at(-1);
      // Items of one list stand together.
      if (text.startsWith('- ') && last?.startsWith('- '))
        blocks[blocks.length - 1] = `${last}\n${text}`;
      else blocks.push(text);
    },
    traffic: (more) => lines.push(...more),
    text() {
      close();
      return `${blocks.join('\n\n')}\n`;
    },
  };
}

function blocksOf(
  event: TranscriptEvent,
  scenario: ScenarioEvent | undefined,
  events: readonly TranscriptEvent[],
): readonly string[] {
  switch (event.type) {
    case 'scenario':
      return [
        ...headBlocks(event),
        fencedBlock('mermaid', mermaidDiagram(events).trimEnd().split('\n')),
      ];
    case 'step':
      return [`## ${event.step} · ${markdownText(event.title)}`];
    case 'note':
      return event.text
        .split(/\r\n|\r|\n/)
        .map(markdownText)
        .filter((text) => text !== '');
    case 'check':
      return [
        `- ${verdictOf(event)} ${markdownText(event.promise)} (${sourceMarkdown(madeBy(event))}, ${markdownCode(event.id)})`,
      ];
    case 'figure':
      return [figureLine(event)];
    case 'chart':
      return chartBlock(event);
    case 'table':
      return tableBlock(event);
    case 'failure':
      return [`**✗ failed: ${markdownText(event.code)}** ${markdownText(failureText(event))}`];
    case 'end':
      return endBlocks(event, scenario, events);
    default:
      return [];
  }
}

function headBlocks(event: ScenarioEvent): readonly string[] {
  const { variant } = event;
  const breaks =
    variant.breaks.length === 0
      ? ''
      : ` Expected to break ${variant.breaks.map(markdownText).join(', ')}.`;
  const params = Object.entries(event.params).map(([name, value]) =>
    markdownCode(`${name} ${value}`),
  );
  const rows = [
    ['Scenario', markdownCode(event.id)],
    ['Standard', sourceMarkdown(event.standard)],
    [
      'Variant',
      `${markdownCode(variant.name)} (${variant.kind}): ${markdownText(variant.about)}${breaks}`,
    ],
    ['Covers', event.covers.map(markdownCode).join(', ')],
    ...(params.length > 0 ? [['Parameters', params.join(', ')]] : []),
  ];
  return [
    `# ${markdownText(event.title)}`,
    `**${markdownText(event.claim)}**`,
    markdownTable(['', ''], rows),
  ];
}

function verdictOf({ holds, predicted }: CheckEvent): string {
  const asPredicted = holds === (predicted === 'holds');
  if (holds) return asPredicted ? '✓' : '✓ (NOT AS PREDICTED)';
  return asPredicted ? '✗ (broken as predicted)' : '✗ (NOT AS PREDICTED)';
}

function endBlocks(
  event: EndEvent,
  scenario: ScenarioEvent | undefined,
  events: readonly TranscriptEvent[],
): readonly string[] {
  const checks = events.filter((each) => each.type === 'check');
  const rows = checks.map((check) => [
    verdictOf(check),
    markdownText(check.id),
    markdownText(check.promise),
    markdownCode(check.actual),
    markdownCode(check.expected),
  ]);
  const table = markdownTable(['', 'Check', 'Promise', 'Seen', 'Expected'], rows);
  return [
    ...(rows.length > 0 ? ['## Checks', table] : []),
    event.asPredicted
      ? 'Every check came out as predicted.'
      : '**Not every check came out as predicted.**',
    figuresOf(event, scenario),
    ...(scenario === undefined ? [] : [playAgain(scenario)]),
  ];
}

function figuresOf({ totals, at }: EndEvent, scenario: ScenarioEvent | undefined): string {
  return [
    formatCount(totals.connections, 'connection'),
    formatCount(totals.requests, 'request'),
    ...(totals.events > 0 ? [formatCount(totals.events, 'event')] : []),
    ...(totals.queries > 0 ? [formatCount(totals.queries, 'query', 'queries')] : []),
    formatBytes(totals.bytes),
    `${formatDuration(at)} of lab time`,
    ...(scenario === undefined ? [] : [`seed ${formatNumber(scenario.seed)}`]),
  ].join(' · ');
}

/** The command that plays the same run. */
function playAgain(scenario: ScenarioEvent): string {
  const { variant, seed, params } = scenario;
  const set = Object.entries(params).map(([name, value]) => ` --set ${name}=${value}`);
  const command = `${playCommand(scenario)} --variant ${variant.name} --seed ${seed}${set.join('')}`;
  return `Play it again: ${markdownCode(command)}`;
}
