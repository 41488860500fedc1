/** What the options of the program say about asking. */
export interface Asking {
  readonly color?: boolean;
  /** False after `--no-input`. */
  readonly input?: boolean;
  readonly accessible?: boolean;
}

/** True if words and lines are wanted in place of signs and keys: `--accessible`, `ACCESSIBLE=1`. */
export function isAccessible({ accessible }: Asking): boolean {
  const { ACCESSIBLE = '' } = process.env;
  return accessible === true || !['', '0', 'false', 'no', 'off'].includes(ACCESSIBLE.toLowerCase());
}

/** True if somebody sits before a terminal and wants to be asked. */
export function canAsk({ input }: Asking): boolean {
  return input !== false && process.stdin.isTTY === true && process.stdout.isTTY === true;
}
