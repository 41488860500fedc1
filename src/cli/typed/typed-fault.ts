import { type Fault, FaultError, faultKindNames, parseFault } from '../../tap/index.ts';
import { UsageError } from '../ending/exit.ts';
import { suggestion } from '../finding/nearest.ts';

/**
 * Reads a fault as it is typed: `kind`, or `kind:key=value,key=value`, such as
 * `close-after-bytes:bytes=128,connection=1`.
 *
 * @throws UsageError with what is wrong, and the nearest kind.
 */
export function typedFault(text: string): Fault {
  const colon = text.indexOf(':');
  const kind = colon === -1 ? text : text.slice(0, colon);
  if (!faultKindNames.includes(kind)) {
    throw new UsageError(`there is no fault '${kind}'${suggestion(kind, faultKindNames)}`);
  }
  const fields = colon === -1 ? [] : text.slice(colon + 1).split(',');
  const given = new Map<string, unknown>([['kind', kind]]);
  for (const field of fields) {
    const [, key, value] = /^([^=]+)=(.+)$/.exec(field) ?? [];
    if (key === undefined || value === undefined) {
      throw new UsageError(`'${field}' of fault ${kind} is not written key=value`);
    }
    if (given.has(key)) throw new UsageError(`fault ${kind} has ${key} twice`);
    given.set(key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value);
  }
  try {
    return parseFault(Object.fromEntries(given));
  } catch (error) {
    if (error instanceof FaultError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
