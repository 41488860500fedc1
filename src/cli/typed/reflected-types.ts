import { type Asked, ReflectionError, reflect } from '../../lab/live/reflection.ts';
import type { ProtoTypes } from '../../wire/protobuf/types.ts';
import { SurroundingsError } from '../ending/exit.ts';
import { isLoopback, type Target } from './target.ts';

/** How often a target is asked that does not answer yet, in milliseconds. */
const AGAIN_MS = 1_000;

/** The types of a target, as far as it has described them. */
export interface ReflectedTypes {
  /** Filled once the target answers. */
  readonly types: ProtoTypes;
  /** The names of its services; undefined as long as it does not answer. */
  readonly services: readonly string[] | undefined;
  /** Stops asking. */
  close(): void;
}

/**
 * Asks a target for the types of its services, in clear text and over TLS, the likelier one first. If
 * nobody is there yet, it is asked again and again until somebody is; `tell` is then given what came of it.
 *
 * @throws SurroundingsError if it answers and offers no reflection.
 */
export async function reflectedTypes(
  target: Target,
  likely: 'clear' | 'tls',
  tell: (line: string) => void,
): Promise<ReflectedTypes> {
  const types: Required<ProtoTypes> = { messages: {}, enums: {}, methods: {} };
  const ask = async (): Promise<readonly string[] | ReflectionError> => {
    let failure: unknown;
    for (const asked of waysTo(target, likely)) {
      try {
        const found = await reflect(asked);
        for (const part of ['messages', 'enums', 'methods'] as const) {
          Object.assign(types[part], found.types[part]);
        }
        return found.services;
      } catch (error) {
        failure = error;
        if (!(error instanceof ReflectionError) || error.code !== 'unreachable') break;
      }
    }
    if (failure instanceof ReflectionError) return failure;
    throw failure;
  };
  const first = await ask();
  if (!(first instanceof ReflectionError)) return { types, services: first, close() {} };
  if (first.code !== 'unreachable') {
    throw new SurroundingsError(`${target.name}: ${first.message}`, { cause: first });
  }
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const askLater = () => {
    timer = setTimeout(async () => {
      const found = await ask().catch((error: unknown) => String(error));
      if (isClosed) return;
      if (found instanceof ReflectionError && found.code === 'unreachable') askLater();
      else if (found instanceof ReflectionError) tell(`${target.name}: ${found.message}`);
      else if (typeof found === 'string') tell(`${target.name}: ${found}`);
      else tell(namesOf(found));
    }, AGAIN_MS);
    timer.unref();
  };
  askLater();
  return {
    types,
    services: undefined,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/**
 * Each address with what it may speak. On this machine a certificate is not checked: servers in development
 * have one that nobody trusts, and all that comes back is names.
 */
function waysTo({ name, addresses, port }: Target, likely: 'clear' | 'tls'): readonly Asked[] {
  const host = name.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return addresses.flatMap((address) => {
    const clear = { address, port };
    const secured = { ...clear, tls: { host, isChecked: !isLoopback(address) } };
    return likely === 'tls' ? [secured, clear] : [clear, secured];
  });
}

/** Which services are read by name. */
export function namesOf(services: readonly string[]): string {
  return services.length === 0
    ? 'The target names no service but reflection.'
    : `Read by name, as the target describes them: ${services.join(', ')}`;
}
