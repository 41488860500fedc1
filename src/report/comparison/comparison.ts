import type {
  ChartEvent,
  CheckEvent,
  ComparisonEvent,
  FigureEvent,
  ScenarioEvent,
  TranscriptEvent,
  VariantCompared,
} from '../../lab/record/transcript.ts';

/** Gathers the variants of a scenario while they are played. */
export interface Comparison {
  take(event: TranscriptEvent): void;
  /** How they compare; nothing if none was played to its end. */
  result(): ComparisonEvent | undefined;
}

/** One variant as it was played. */
interface Played {
  readonly scenario: ScenarioEvent;
  readonly figures: FigureEvent[];
  readonly charts: ChartEvent[];
  readonly checks: Map<string, CheckEvent>;
  isOver: boolean;
  variant: VariantCompared;
}

/** A comparison of nothing yet. */
export function comparison(): Comparison {
  const played: Played[] = [];
  return {
    take(event) {
      if (event.type === 'scenario') return void played.push(begun(event));
      const run = played.at(-1);
      if (run === undefined) return;
      if (event.type === 'figure') run.figures.push(event);
      if (event.type === 'chart') run.charts.push(event);
      if (event.type === 'check') run.checks.set(event.id, event);
      if (event.type !== 'end') return;
      const { totals, at, asPredicted } = event;
      run.isOver = true;
      run.variant = { ...run.variant, asPredicted };
      run.figures.unshift(
        figure('requests', '', totals.requests),
        figure('on the wire', 'bytes', totals.bytes),
        figure('statements', '', totals.queries),
        figure('lab time', 'ms', at),
      );
    },
    result() {
      const runs = played.filter(({ isOver }) => isOver);
      const [first] = runs;
      if (first === undefined) return undefined;
      const { id, file, title, claim, standard } = first.scenario;
      return {
        type: 'comparison',
        at: 0,
        id,
        ...(file !== undefined && { file }),
        title,
        claim,
        standard,
        variants: runs.map(({ variant }) => variant),
        checks: checksOf(runs),
        figures: figuresOf(runs),
        charts: chartsOf(runs),
      };
    },
  };
}

function begun(scenario: ScenarioEvent): Played {
  const { name, kind, about } = scenario.variant;
  return {
    scenario,
    figures: [],
    charts: [],
    checks: new Map(),
    isOver: false,
    variant: { name, kind, about, asPredicted: false },
  };
}

function figure(name: string, unit: string, value: number): FigureEvent {
  return { type: 'figure', at: 0, name, unit, value };
}

function checksOf(runs: readonly Played[]): ComparisonEvent['checks'] {
  const all = new Map(runs.flatMap(({ checks }) => [...checks]));
  return [...all.values()].map(({ id, promise, source }) => ({
    id,
    promise,
    source,
    seen: runs.map(({ checks }) => {
      const check = checks.get(id);
      if (check === undefined) return null;
      const { holds, predicted, actual, expected } = check;
      return { holds, predicted, actual, expected };
    }),
  }));
}

function figuresOf(runs: readonly Played[]): ComparisonEvent['figures'] {
  const names = new Map<string, Pick<FigureEvent, 'name' | 'unit'>>();
  for (const { figures } of runs) {
    for (const { name, unit } of figures) names.set(`${name}\n${unit}`, { name, unit });
  }
  return [...names.values()].map(({ name, unit }) => ({
    name,
    unit,
    values: runs.map(
      ({ figures }) =>
        figures.findLast((each) => each.name === name && each.unit === unit)?.value ?? null,
    ),
  }));
}

function chartsOf(runs: readonly Played[]): ComparisonEvent['charts'] {
  const titles = new Set(runs.flatMap(({ charts }) => charts.map(({ title }) => title)));
  return [...titles].flatMap((title) => {
    const ofRuns = runs.map(({ charts }) => charts.findLast((chart) => chart.title === title));
    const shared = ofRuns.filter((chart) => chart !== undefined);
    const [first] = shared;
    if (first === undefined || shared.length < 2) return [];
    const { binLabel, unit } = first;
    const labels = labelsOf(shared);
    const values = ofRuns.map((chart) => {
      if (chart === undefined) return null;
      const bins = new Map(chart.bins.map(({ label, value }) => [label, value]));
      return labels.map((label) => bins.get(label) ?? 0);
    });
    return [{ title, binLabel, unit, labels, values }];
  });
}

/** The bins of all, in their order: by value if they are numbers, else as they came. */
function labelsOf(charts: readonly ChartEvent[]): readonly string[] {
  const labels = [...new Set(charts.flatMap(({ bins }) => bins.map(({ label }) => label)))];
  const isNumber = labels.every((label) => label.trim() !== '' && !Number.isNaN(Number(label)));
  return isNumber ? labels.toSorted((a, b) => Number(a) - Number(b)) : labels;
}
