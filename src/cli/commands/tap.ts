import { liveSession } from '../../lab/live/live-session.ts';
import type { Tap } from '../../tap/index.ts';
import type { Stop } from '../ending/signals.ts';
import { goLive, type LiveOptions } from '../live/live.ts';
import type { Asking } from '../screen/can-ask.ts';
import { protoFile } from '../typed/proto-file.ts';
import { reachableAddress, resolveTarget } from '../typed/target.ts';
import { typedFault } from '../typed/typed-fault.ts';

export interface TapOptions extends LiveOptions {
  readonly target: string;
  readonly allowRemote?: boolean;
  /** A `.proto` file that names what gRPC messages hold. */
  readonly proto?: string;
  readonly protoPath?: readonly string[];
}

/** `apilab tap`: the tap in front of a server of the user's own. */
export async function tap(options: TapOptions, asking: Asking, stop: Stop): Promise<void> {
  const faults = options.fault.map(typedFault);
  const protoTypes =
    options.proto === undefined ? undefined : await protoFile(options.proto, options.protoPath);
  const target = await resolveTarget(options.target, options.allowRemote === true);
  const reachable = await reachableAddress(target);
  const host = reachable ?? target.addresses[0] ?? '';
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
        upstream: { host, port: target.port },
        listen: { host: options.host, port: options.port },
        faults,
        ...(protoTypes && { protoTypes }),
      }),
      welcome: ({ url }: Tap) => [
        ...(reachable === undefined
          ? [`Nothing takes connections at ${target.name} yet: until it does, clients are refused.`]
          : []),
        `${url} leads to ${target.name}`,
      ],
    },
    options,
    asking,
    stop,
  );
}
