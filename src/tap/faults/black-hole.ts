import type { BlackHole, FaultKind } from './fault.ts';

/** Swallows everything both ways from now on and ends nothing: the connection looks alive to both ends. */
export function blackHole(options: Omit<BlackHole, 'kind'> = {}): BlackHole {
  return { kind: 'black-hole', ...options };
}

export const blackHoleKind: FaultKind<BlackHole> = {
  help: {
    about:
      'Swallows everything both ways, ends too, and tells nobody: only a timeout or a heartbeat notices.',
    options: {},
    example: 'black-hole',
  },
  parse: (given) => blackHole(given.scope()),
  describe: () => 'swallows every byte both ways from here on, and tells nobody',
  start: () => ({ acts: 'as-black-hole' }),
};
