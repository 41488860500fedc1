import { posix } from 'node:path';
import type { PathOf } from '../uploads.ts';

/** A file lies under the name that its sender gave it. */
export const clientName: PathOf = (folder, { sent }) => posix.join(folder, sent);
