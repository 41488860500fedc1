import { liveSession } from '../../lab/live/live-session.ts';
import type { Tap } from '../../tap/index.ts';
import type { Stop } from '../ending/signals.ts';
import { goLive, type LiveOptions } from '../live/live.ts';
import type { Asking } from '../screen/can-ask.ts';
import { keyLogFile } from '../typed/key-log-file.ts';
import { protoFile } from '../typed/proto-file.ts';
import { besideItself, resolveTarget } from '../typed/target.ts';
import { typedFault } from '../typed/typed-fault.ts';

export interface TapOptions extends LiveOptions {
  readonly target: string;
  readonly allowRemote?: boolean;
  /** A `.proto` file that names what gRPC messages hold. */
  readonly proto?: string;
  readonly protoPath?: readonly string[];
  /** A file with the secrets of TLS connections, read while it is written. */
  readonly keylog?: string;
}

/** `apilab tap`: the tap in front of a server of the user's own. */
export async function tap(options: TapOptions, asking: Asking, stop: Stop): Promise<void> {
  const faults = options.fault.map(typedFault);
  const protoTypes =
    options.proto === undefined ? undefined : await protoFile(options.proto, options.protoPath);
  const keyLog = options.keylog === undefined ? undefined : await keyLogFile(options.keylog);
  const named = await resolveTarget(options.target, options.allowRemote === true);
  const target = await besideItself(named, options);
  const [host = '', ...otherAddresses] = target.addresses;
  const about = {
    id: 'tap',
    group: 'tap',
    title: `In front of ${target.name}`,
    claim: 'What is received is what is sent; the tap shows it and changes none of it.',
    standard: 'any protocol',
    focus: [],
  };
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
      welcome: ({ url }: Tap) =>
        options.keylog === undefined
          ? [`${url} leads to ${target.name}`]
          : [
              `${url.replace(/^http:/, 'https:')} leads to ${target.name}`,
              `Inside TLS is read what clients write down: SSLKEYLOGFILE=${options.keylog}`,
            ],
    },
    options,
    asking,
    stop,
  );
}
