import { DEFAULT_TABLE_SIZE } from '../hpack/decoder.ts';

/** Settings of a side that govern what the other side sends (RFC 9113 §6.5.2). */
export interface SettingValues {
  headerTableSize: number;
  enablePush: number;
  maxConcurrentStreams: number;
  initialWindowSize: number;
  maxFrameSize: number;
  /** 1 if -bin metadata of gRPC may come as bytes (gRFC G1). */
  trueBinaryMetadata: number;
}

const memberOf: Readonly<Record<number, keyof SettingValues>> = {
  1: 'headerTableSize',
  2: 'enablePush',
  3: 'maxConcurrentStreams',
  4: 'initialWindowSize',
  5: 'maxFrameSize',
  65027: 'trueBinaryMetadata',
};

/** Settings of which a higher value allows more. */
const grantsMore = [
  'initialWindowSize',
  'maxFrameSize',
  'maxConcurrentStreams',
  'trueBinaryMetadata',
] as const;

/** Frames of settings that may wait for their acknowledgment before the oldest are forgotten. */
const mostPending = 64;

/**
 * The settings that one side announced. The other side follows them when it acknowledges. Where
 * they allow more it may do so a moment earlier, so that is allowed as soon as they were seen.
 */
export class Settings {
  readonly values: SettingValues = {
    headerTableSize: DEFAULT_TABLE_SIZE,
    enablePush: 1,
    maxConcurrentStreams: Number.POSITIVE_INFINITY,
    initialWindowSize: 65_535,
    maxFrameSize: 16_384,
    trueBinaryMetadata: 0,
  };
  readonly #pending: Partial<SettingValues>[] = [];

  /** Takes the settings of one frame, in order. */
  announce(settings: readonly { readonly id: number; readonly value: number }[]): void {
    const announced: Partial<SettingValues> = {};
    for (const { id, value } of settings) {
      const member = memberOf[id];
      if (member !== undefined) announced[member] = value;
    }
    for (const member of grantsMore) {
      this.values[member] = Math.max(this.values[member], announced[member] ?? 0);
    }
    this.#pending.push(announced);
    if (this.#pending.length > mostPending) this.#pending.shift();
  }

  /** The other side acknowledged the oldest settings that were not yet. */
  acknowledge(): void {
    Object.assign(this.values, this.#pending.shift());
  }
}
