import { liveSession } from '../../lab/live/live-session.ts';
import type { Tap } from '../../tap/index.ts';
import type { Stop } from '../ending/signals.ts';
import { goLive, type LiveOptions } from '../live/live.ts';
import { listTap, refuseRound } from '../live/tap-register.ts';
import type { Asking } from '../screen/can-ask.ts';
import { keyLogFile } from '../typed/key-log-file.ts';
import { protoFile } from '../typed/proto-file.ts';
import { namesOf, type ReflectedTypes, reflectedTypes } from '../typed/reflected-types.ts';
import { besideItself, resolveTarget } from '../typed/target.ts';
import { typedFault } from '../typed/typed-fault.ts';

export interface TapOptions extends LiveOptions {
  readonly target: string;
  readonly allowRemote?: boolean;
  /** A `.proto` file that names what gRPC messages hold. */
  readonly proto?: string;
  readonly protoPath?: readonly string[];
  /** Ask the target for the names of what gRPC messages hold. */
  readonly reflect?: boolean;
  /** A file with the secrets of TLS connections, read while it is written. */
  readonly keylog?: string;
}

/** `apilab tap`: the tap in front of a server of the user's own. */
export async function tap(options: TapOptions, asking: Asking, stop: Stop): Promise<void> {
  const faults = options.fault.map(typedFault);
  const keyLog = options.keylog === undefined ? undefined : await keyLogFile(options.keylog);
  const named = await resolveTarget(options.target, options.allowRemote === true);
  const target = await besideItself(named, options);
  refuseRound(options, target);
  const reflected =
    options.reflect === true
      ? await reflectedTypes(target, keyLog === undefined ? 'clear' : 'tls', (line) =>
          process.stderr.write(`${line}\n`),
        )
      : undefined;
  const protoTypes =
    options.proto === undefined
      ? reflected?.types
      : await protoFile(options.proto, options.protoPath);
  const [host = '', ...otherAddresses] = target.addresses;
  const about = {
    id: 'tap',
    group: 'tap',
    title: `In front of ${target.name}`,
    claim: 'What is received is what is sent; the tap shows it and changes none of it.',
    standard: 'any protocol',
    focus: [],
  };
  let listed: ReturnType<typeof listTap> | undefined;
  try {
    await goLive(
      {
        session: (emit) => liveSession(about, { seed: options.seed, emit }),
        place: () => ({
          server: 'target',
          upstream: { host, otherAddresses, port: target.port },
          listen: { host: options.host, port: options.port },
          faults,
          ...(protoTypes && { protoTypes }),
          ...(keyLog && { keyLog }),
        }),
        welcome: ({ url, host, port }: Tap) => {
          const { addresses } = target;
          listed = listTap({ host, port, target: { port: target.port, addresses } });
          return [
            ...(options.keylog === undefined
              ? [`${url} leads to ${target.name}`]
              : [
                  `${url.replace(/^http:/, 'https:')} leads to ${target.name}`,
                  `Inside TLS is read what clients write down: SSLKEYLOGFILE=${options.keylog}`,
                ]),
            ...(reflected === undefined ? [] : [whatIsNamed(reflected)]),
          ];
        },
      },
      options,
      asking,
      stop,
    );
  } finally {
    listed?.close();
    reflected?.close();
  }
}

function whatIsNamed({ services }: ReflectedTypes): string {
  return services === undefined
    ? 'The target does not answer yet; it is asked for its services once it does.'
    : namesOf(services);
}
