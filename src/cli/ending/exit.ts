/** What the exit code says. */
export const exit = {
  /** Every check came out as predicted. */
  ok: 0,
  /** A check did not, or a scenario of the user's own failed. */
  unpredicted: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The surroundings: a file, a port, a target. */
  surroundings: 3,
  /** A fault of the lab itself. */
  lab: 70,
  /** Ended by SIGHUP, SIGINT, SIGTERM. */
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** The command line asks for something that does not exist or does not fit. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}

/** The machine does not let us: a file that cannot be written, a port in use. Exit code 3. */
export class SurroundingsError extends Error {
  override readonly name = 'SurroundingsError';
  readonly code = 'surroundings';
}

/** The error for what cannot be written, with the file system's reason in plain words. */
export function cannotWrite(what: string, cause: unknown): SurroundingsError {
  const why = codeOf(cause) === 'ENOENT' ? 'its folder does not exist' : reason(cause);
  return new SurroundingsError(`${what} cannot be written: ${why}`, { cause });
}

/** The error for what cannot be read, with the file system's reason in plain words. */
export function cannotRead(what: string, cause: unknown): SurroundingsError {
  const why = codeOf(cause) === 'ENOENT' ? 'it does not exist' : reason(cause);
  return new SurroundingsError(`${what} cannot be read: ${why}`, { cause });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function reason(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
      return 'permission is missing';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOTDIR':
      return 'a part of its path is no folder';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
