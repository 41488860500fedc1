import type {
  CheckCompared,
  ComparisonEvent,
  FigureCompared,
} from '../../lab/record/transcript.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../../text/quantities.ts';

/** Of a comparison, what differs between the variants. */
export interface Differences {
  readonly checks: readonly CheckCompared[];
  readonly figures: readonly FigureCompared[];
  /** A sentence about what is alike; none if nothing is. */
  readonly alike: string | undefined;
}

/** A check differs if it holds here and not there, or comes out otherwise than predicted. */
export function differencesOf({ checks, figures }: ComparisonEvent): Differences {
  const differing = checks.filter(differs);
  const unlike = figures.filter(({ values }) => new Set(values).size > 1);
  const others = checks.filter((check) => !differing.includes(check));
  const held = others.filter(({ seen }) => seen.every((each) => each?.holds));
  const sentences = [
    ...alike(held.length, differing.length, 'holds in every variant', 'hold in every variant'),
    ...alike(others.length - held.length, 1, 'comes out alike', 'come out alike'),
    ...sameFigures(figures.length - unlike.length),
  ];
  const text = sentences.join('; ');
  return { checks: differing, figures: unlike, alike: text === '' ? undefined : `${text}.` };
}

function alike(count: number, told: number, one: string, many: string): readonly string[] {
  if (count === 0) return [];
  const more = told > 0 ? ' more' : '';
  return [`${formatNumber(count)}${more} ${count === 1 ? `check ${one}` : `checks ${many}`}`];
}

function sameFigures(count: number): readonly string[] {
  return count === 0 ? [] : [`${formatCount(count, 'figure is', 'figures are')} the same`];
}

function differs({ seen }: CheckCompared): boolean {
  const [first] = seen;
  return seen.some((each) => each === null || each.holds !== first?.holds || !isForeseen(each));
}

/** Whether a check came out as its variant predicts. */
export function isForeseen({
  holds,
  predicted,
}: NonNullable<CheckCompared['seen'][number]>): boolean {
  return holds === (predicted === 'holds');
}

/** The unit stands with the name, so that columns stay narrow. */
export function figureName({ name, unit }: Pick<FigureCompared, 'name' | 'unit'>): string {
  return unit === '' || MEASURED.has(unit) ? name : `${name}, ${unit}`;
}

/** A value with its unit, if that is not told with the name. */
export function figureText({ unit }: Pick<FigureCompared, 'unit'>, value: number | null): string {
  if (value === null) return '–';
  if (unit === 'bytes') return formatBytes(value);
  return unit === 'ms' ? formatDuration(value) : formatNumber(value);
}

const MEASURED: ReadonlySet<string> = new Set(['bytes', 'ms']);

/** The figure that says most: of those that the scenario states, else of the general ones, where the variants are farthest apart. */
export function mainFigure(
  figures: readonly FigureCompared[],
  general = GENERAL,
): FigureCompared | undefined {
  const own = figures.filter(({ name }) => !general.has(name));
  return farthest(own) ?? farthest(figures);
}

const GENERAL: ReadonlySet<string> = new Set(['requests', 'on the wire', 'statements', 'lab time']);

function farthest(figures: readonly FigureCompared[]): FigureCompared | undefined {
  return figures.toSorted((a, b) => ratio(b) - ratio(a))[0];
}

function ratio({ values }: FigureCompared): number {
  const known = values.filter((value) => value !== null);
  return (Math.max(...known) + 1) / (Math.min(...known) + 1);
}

/** How the variants came out, in a sentence. */
export function verdictOf({ variants }: ComparisonEvent): string {
  const unforeseen = variants.filter(({ asPredicted }) => !asPredicted);
  if (unforeseen.length === 0)
    return `${formatCount(variants.length, 'variant')}, all as predicted`;
  return `Not as predicted: ${unforeseen.map(({ name }) => name).join(', ')}`;
}
