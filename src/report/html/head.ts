import type { CheckEvent, EndEvent, ScenarioEvent } from '../../lab/record/transcript.ts';
import { formatBytes, formatCount, formatDuration } from '../../text/quantities.ts';
import type { Picture } from '../picture/picture.ts';
import { linkedSources } from '../story/source-link.ts';
import { element, type Markup } from './markup.ts';

/** The head of a scenario: what it claims, by which standard, and how it came out. */
export function headMarkup({ scenario, end, checks }: Picture, prefix: string): Markup {
  const named = scenario === undefined ? [] : nameOf(scenario);
  return element(
    'header',
    { class: 'head' },
    ...named,
    ...(checks.length > 0 ? [verdictOf(checks, prefix)] : []),
    ...(end === undefined ? [] : [totalsOf(end, scenario)]),
  );
}

/** A source with its link, if one is known. */
export function sourceMarkup(source: string): Markup {
  const parts = linkedSources(source).flatMap(({ text, url }, index) => [
    ...(index > 0 ? ['; '] : []),
    url === undefined ? text : element('a', { href: url, rel: 'noreferrer noopener' }, text),
  ]);
  return element('span', { class: 'source' }, ...parts);
}

function nameOf(scenario: ScenarioEvent): readonly Markup[] {
  const { variant } = scenario;
  const breaks =
    variant.breaks.length > 0 ? ` Expected to break ${variant.breaks.join(', ')}.` : '';
  const params = Object.entries(scenario.params).map(([name, value]) =>
    element('code', {}, `${name} ${value}`),
  );
  return [
    element(
      'p',
      { class: 'crumb' },
      element('code', {}, scenario.id),
      sourceMarkup(scenario.standard),
    ),
    element('h1', {}, scenario.title),
    element('p', { class: 'claim' }, scenario.claim),
    element(
      'p',
      { class: 'variant' },
      element('span', { class: `badge ${variant.kind}` }, variant.name),
      `${variant.about}${breaks}`,
      ...params.flatMap((param) => [' ', param]),
    ),
  ];
}

function verdictOf(checks: readonly CheckEvent[], prefix: string): Markup {
  const foreseen = checks.filter(
    ({ holds, predicted }) => holds === (predicted === 'holds'),
  ).length;
  const all = foreseen === checks.length;
  const chips = checks.map(({ id, holds, predicted }) => {
    const unforeseen = holds === (predicted === 'holds') ? '' : ' unforeseen';
    const sort = `chip ${holds ? 'holds' : 'breaks'}${unforeseen}`;
    return element('a', { class: sort, href: `#${prefix}-${id}` }, `${holds ? '✓' : '✗'} ${id}`);
  });
  const text = all
    ? `${formatCount(checks.length, 'check')}, ${checks.length === 1 ? '' : 'all '}as predicted`
    : `${checks.length - foreseen} of ${formatCount(checks.length, 'check')} not as predicted`;
  return element(
    'p',
    { class: `verdict ${all ? 'good' : 'bad'}` },
    element('strong', {}, text),
    ...chips,
  );
}

function totalsOf({ totals, at }: EndEvent, scenario: ScenarioEvent | undefined): Markup {
  const figures = [
    formatCount(totals.connections, 'connection'),
    formatCount(totals.requests, 'request'),
    ...(totals.events > 0 ? [formatCount(totals.events, 'event')] : []),
    ...(totals.queries > 0 ? [formatCount(totals.queries, 'query', 'queries')] : []),
    formatBytes(totals.bytes),
    `${formatDuration(at)} of lab time`,
    ...(scenario === undefined ? [] : [`seed ${scenario.seed}`]),
  ];
  return element('p', { class: 'totals' }, figures.join(' · '));
}
