import type { FaultKind, FaultScope, ResetConnection } from './fault.ts';

/** Resets the connection towards both ends, at once or as soon as there is one. */
export function resetConnection(options: FaultScope = {}): ResetConnection {
  return { kind: 'reset-connection', ...options };
}

export const resetConnectionKind: FaultKind<ResetConnection> = {
  help: {
    about:
      'Cuts the connection with a reset, at once or as soon as there is one: a process that was killed, a firewall that forgot.',
    options: {},
    example: 'reset-connection',
  },
  parse: (given) => resetConnection(given.scope()),
  describe: () => 'resets the connection (RST to both ends)',
  start: () => ({ acts: 'at-once', how: 'rst' }),
};
