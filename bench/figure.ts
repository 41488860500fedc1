/** One row of the speed table. */
export interface Figure {
  /** Permanent, for `--json`: `relay-throughput`. */
  readonly id: string;
  readonly what: string;
  /** What was measured, with its unit, and what it is compared with. */
  readonly measured: string;
  /** What is compared with the goal, in the goal's unit; absent where nothing could be measured or there is no goal. */
  readonly reached?: number;
  /** The same as text: `1.42 ×`. */
  readonly reachedText: string;
  readonly goal: string;
  readonly met: boolean;
}

/** The goals of the design. */
export const goals = {
  /** Times `node -e 0`. */
  command: 1.6,
  firstLine: 5,
  wholeRun: 7,
  firstCard: 6,
  /** Share of what the server does without a tap. */
  shareOfDirect: 0.4,
  /** Times the throughput of mockttp's pass-through. */
  timesMockttp: 5,
  addedRoundTripUs: 100,
  /** Times the speed of tshark at the same capture. */
  timesTshark: 5,
  memoryMB: 150,
  /** How much memory may differ between the first 100 MB and the end of a gigabyte. */
  driftMB: 15,
  installMB: 45,
  installPackages: 110,
  /** Milliseconds of one play in a warm process, of one with a herd; seconds of the whole catalogue. */
  playMs: 60,
  herdMs: 500,
  catalogueS: 60,
  /** Seconds of CPU. */
  buildS: 10,
  testSPerVariant: 2,
} as const;

/** A figure that must not be larger than its goal. */
export function atMost(
  goal: number,
  reached: number,
  figure: Pick<Figure, 'id' | 'what' | 'measured'>,
  unit: string,
): Figure {
  return {
    ...figure,
    reached,
    reachedText: amount(reached, unit),
    goal: `≤ ${amount(goal, unit, 0)}`,
    met: reached <= goal,
  };
}

/** A figure that must not be smaller than its goal. */
export function atLeast(
  goal: number,
  reached: number,
  figure: Pick<Figure, 'id' | 'what' | 'measured'>,
  unit: string,
): Figure {
  return {
    ...figure,
    reached,
    reachedText: amount(reached, unit),
    goal: `≥ ${amount(goal, unit, 0)}`,
    met: reached >= goal,
  };
}

/** A figure without a goal, which says what the others are to be seen beside. */
export function besides(
  reached: number,
  figure: Pick<Figure, 'id' | 'what' | 'measured'>,
  unit: string,
): Figure {
  return { ...figure, reachedText: amount(reached, unit), goal: '', met: true };
}

/** A number as people read it: at most three digits that matter. */
export function amount(value: number, unit: string, minDecimals = value < 10 ? 2 : 0): string {
  const decimals = Number.isInteger(value) ? 0 : Math.max(minDecimals, value < 10 ? 1 : 0);
  return unit === '' ? value.toFixed(decimals) : `${value.toFixed(decimals)} ${unit}`;
}
