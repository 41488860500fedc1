import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What the name of something that is to be gone with this process carries: `4711-100-0a1b2c3d`. */
export function ownerMark(): string {
  return `${process.pid}-${beganAt(process.pid) ?? 0}-${machine()}`;
}

/** What a mark looks like, as the source of a regular expression. */
export const ANY_MARK = '\\d+-\\d+-[0-9a-f]{8}';

/**
 * True if the process that set a mark is gone for certain. Of another machine's processes, or of another
 * container's, nothing is certain.
 */
export function isOwnerGone(mark: string): boolean {
  const [pid = '', began, where] = mark.split('-');
  if (where !== machine()) return false;
  const life = beganAt(Number(pid));
  // Process ids come round again; a process that began at another time is another one.
  if (life !== undefined) return began !== '0' && life !== began;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** When a process began, in clock ticks after the boot, as Linux says (proc(5), field 22). */
function beganAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    // Not Linux, or no such process.
    return undefined;
  }
}

/** Where a process id means the same: this machine, and in it this container. */
function machine(): string {
  let processes = '';
  try {
    processes = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not Linux: its process ids are the machine's.
  }
  return createHash('sha256').update(`${hostname()} ${processes}`).digest('hex').slice(0, 8);
}
