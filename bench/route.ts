import { Asker, throughput } from './load.ts';
import type { Speech } from './speech/speech.ts';
import { median } from './statistics.ts';
import type { Party } from './workshop.ts';

/** How many connections lead to a party at the same time. */
export const CONNECTIONS = 16;
const ROUNDS = 9;
const ROUND_MS = 600;
const WARM_UP_MS = 1500;

/** One way to the server, and what was measured on it. */
export class Route {
  /** Answers a second, a round each. */
  readonly rates: number[] = [];
  readonly #party: Party;
  readonly #askers: readonly Asker[];
  /** True where a tap stands on the way, which must report all that it relays. */
  readonly #tapped: boolean;
  readonly #cpuUs: number[] = [];

  private constructor(party: Party, askers: readonly Asker[], tapped: boolean) {
    this.#party = party;
    this.#askers = askers;
    this.#tapped = tapped;
  }

  /** Opens the connections and warms up whatever lies on the way. */
  static async open(
    party: Party,
    speak: () => Speech,
    tapped = false,
    isSecured = false,
  ): Promise<Route> {
    const opening = Array.from({ length: CONNECTIONS }, () =>
      Asker.open(party.port, speak(), isSecured),
    );
    const askers = await Promise.all(opening);
    await throughput(askers, WARM_UP_MS);
    return new Route(party, askers, tapped);
  }

  /** CPU time that the party uses, in microseconds an answer, at the median. */
  get cpuUs(): number {
    return median(this.#cpuUs);
  }

  async measure(): Promise<void> {
    const before = await this.#party.ask();
    const { answers, perSecond } = await throughput(this.#askers, ROUND_MS);
    const after = await this.#party.ask();
    const grown = (figure: string) => (after[figure] ?? 0) - (before[figure] ?? 0);
    if (this.#tapped && grown('messages') < 2 * answers) {
      throw new Error('the tap relayed without reporting every question and answer');
    }
    if (this.#tapped && after.unread !== 0) {
      throw new Error('the tap did not recognise what it relayed');
    }
    this.rates.push(perSecond);
    this.#cpuUs.push(grown('cpuUs') / answers);
  }

  close(): void {
    for (const asker of this.#askers) asker.close();
  }
}

/** Measures routes in rounds that they take turns in, then closes them. */
export async function takeTurns(...routes: readonly Route[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const route of routes) await route.measure();
  }
  for (const route of routes) route.close();
}
