import { type Fault, FaultError, faultHelp, faultKindNames, parseFault } from '../../tap/index.ts';
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
    const near = suggestion(kind, faultKindNames);
    throw new UsageError(`there is no fault '${kind}'${near}; --fault help explains them`);
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
    if (error instanceof FaultError) {
      const example = faultHelp[kind]?.example ?? kind;
      throw new UsageError(`${error.message}; such as: --fault ${example}`, { cause: error });
    }
    throw error;
  }
}
