import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';

/**
 * Watches what child processes are started from here on: a scenario of somebody's own is to leave none
 * behind.
 *
 * @returns ends those that still run
 */
export function watchChildren(): () => void {
  const running = new Set<ChildProcess>();
  subscribe('child_process', (message) => {
    if (typeof message !== 'object' || message === null || !('process' in message)) return;
    // What Node publishes here (https://nodejs.org/api/diagnostics_channel.html#event-child_process).
    const child = message.process as ChildProcess;
    running.add(child);
    child.once('exit', () => running.delete(child));
  });
  return () => {
    for (const child of running) child.kill('SIGKILL');
  };
}
