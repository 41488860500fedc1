import { withFront } from './front.ts';
import type { ServerDefinition } from './server.ts';
import { type LiveSession, liveSession, type TapPlace } from './live-session.ts';
import { LOOPBACK, startServer } from '../party/serve.ts';
import type { TranscriptEvent } from '../record/transcript.ts';

/** Makes the session of a group's servers; its transcript goes to `emit`. */
export function groupSession(
  { group, title, about, standard, focus = [] }: ServerDefinition,
  options: { readonly seed: number; readonly emit: (event: TranscriptEvent) => void },
): LiveSession {
  return liveSession(
    { id: `serve-${group}`, group, title, claim: about, standard, focus },
    options,
  );
}

/** Starts a group's servers within a session, which closes them, and says how a tap stands before them. */
export async function startGroup(
  definition: ServerDefinition,
  { lab }: LiveSession,
): Promise<Pick<TapPlace, 'server' | 'upstream' | 'protoTypes'>> {
  const { party = 'api', protoTypes } = definition;
  const recipe = withFront(definition, await definition.start(lab));
  const { port } = lab.use(await startServer(recipe));
  return {
    server: party,
    upstream: { host: LOOPBACK, port },
    ...(protoTypes && { protoTypes }),
  };
}
