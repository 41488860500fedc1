import { attachment } from '../disposition.ts';
import type { Present } from '../files-api.ts';
import type { TypeOf } from '../media-type.ts';

/** A file is what its sender says that it is. */
export const declaredType: TypeOf = (_, sent) => sent ?? 'application/octet-stream';

/** And so it can be shown. */
export const toBeShown: Present = ({ name, type, bytes }) => ({
  'Content-Type': type,
  'Content-Length': `${bytes}`,
  'Content-Disposition': attachment(name).replace(/^attachment/, 'inline'),
});
