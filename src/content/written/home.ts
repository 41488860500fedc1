/** Where something that was written lies. */
export interface Home {
  /** Relative to the package, such as `scenarios/sse/replay/cards.yaml`. */
  readonly file: string;
  readonly group: string;
  /** The id of the scenario beside which it lies; absent if it belongs to the whole group. */
  readonly scenario?: string;
}
