import type { NextBeside } from './keys.ts';
import type { Recorded } from './recorded.ts';
import type { State } from './state.ts';

/** Who plays a variant of the scenario. */
export interface Player {
  /** @param withoutFaults true if the taps are to do no harm */
  play(variant: string, withoutFaults: boolean): Promise<Recorded>;
}

/** The runs of a scenario, played when they are asked for. */
export function runsOf(run: Recorded, { play }: Player) {
  const scenario = run.events.find((event) => event.type === 'scenario');
  const kinds = scenario?.variants ?? [];
  // The other kind first: a naive variant beside the correct one, the correct one beside a naive.
  const others = kinds
    .filter(({ name }) => name !== run.variant)
    .toSorted((a, b) => Number(a.kind === run.kind) - Number(b.kind === run.kind));
  const played = new Map<string, Recorded>([[nameOf(run.variant, false), run]]);
  return {
    about: { id: scenario?.id ?? '', claim: scenario?.claim ?? '' },
    others,
    /** The names of the variants that are looked at. */
    asked({ beside }: State): readonly string[] {
      const other = others[beside - 1];
      return other === undefined ? [run.variant] : [run.variant, other.name];
    },
    isThere: (variant: string, withoutFaults: boolean) =>
      played.has(nameOf(variant, withoutFaults)),
    async get(variant: string, withoutFaults: boolean): Promise<Recorded> {
      const name = nameOf(variant, withoutFaults);
      const known = played.get(name) ?? (await play(variant, withoutFaults));
      played.set(name, known);
      return known;
    },
    next: (beside: number): NextBeside => others[beside]?.kind ?? 'alone',
  };
}

/** What a run of a variant is called. */
export function nameOf(variant: string, withoutFaults: boolean): string {
  return withoutFaults ? `${variant} without faults` : variant;
}
