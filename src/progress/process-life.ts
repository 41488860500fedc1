import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * A name that says which process gave it, and that no other process ever gives: its id, when it began
 * (0 if the system does not say), and something random.
 */
export function ownName(): string {
  const { began = '0' } = lifeOf(process.pid) ?? {};
  return `${process.pid}-${began}-${randomBytes(6).toString('hex')}`;
}

/** False if the process that gave a name is gone for certain. */
export function mayLive(name: string): boolean {
  const [, pid, began = '0'] = /^(\d+)(?:-(\d+)-[\da-f]+)?$/.exec(name) ?? [];
  if (pid === undefined) return true;
  if (!isTaken(Number(pid))) return false;
  const life = lifeOf(Number(pid));
  return life === undefined || (!life.isOver && (began === '0' || began === life.began));
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * What Linux says of a process: when it began, in clock ticks after the boot, and whether it has ended
 * and only waits for its parent to notice. Process ids come round again; both together do not.
 */
function lifeOf(pid: number): { readonly began: string; readonly isOver: boolean } | undefined {
  try {
    // proc(5): the name of the program stands in parentheses and may hold anything; the state is the
    // third field, the start the twenty-second.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, began] = [fields[0], fields[19]];
    return began === undefined ? undefined : { began, isOver: state === 'Z' || state === 'X' };
  } catch {
    return undefined;
  }
}
