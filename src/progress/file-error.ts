import { ProgressError } from './progress-error.ts';

/** The code of a file system's error, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** True if it is the file that is in the way, not what stands in it. */
export function isOfTheFile(error: unknown): boolean {
  if (error instanceof ProgressError) return error.code === 'busy' || error.code === 'no-file';
  return error instanceof Error && 'syscall' in error;
}

/** Why a file cannot be read or written, in plain words. */
export function reason(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'permission is missing';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'its folder is a file';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOENT':
      return 'its folder cannot be made';
    case 'ELOOP':
      return 'it is a link that leads back to itself';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
