import { loadServer } from '../lab/catalogue/servers.ts';
import { groupSession, startGroup } from '../lab/live/group-session.ts';
import type { ServerDefinition } from '../lab/live/server.ts';
import { LOOPBACK } from '../lab/party/serve.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { TapError } from '../tap/index.ts';

/** Where `apilab serve` listens too, so that a command of the lesson is good for both. */
export const USUAL_PORT = 8000;

/** Servers that run behind the tap until they are closed. */
export interface OpenServers {
  readonly definition: ServerDefinition;
  /** `http://127.0.0.1:8000`, no slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a group's servers behind the tap, as `apilab serve` does, on the usual port or, where that is
 * taken, on a free one. The traffic goes to `emit`.
 */
export async function openServers(
  group: string,
  emit: (event: TranscriptEvent) => void,
): Promise<OpenServers> {
  const definition = await loadServer(group);
  const session = groupSession(definition, { seed: 1, emit });
  try {
    const place = await startGroup(definition, session);
    const openAt = (port: number) =>
      session.open({ ...place, listen: { host: LOOPBACK, port }, faults: [] });
    const tap = await openAt(USUAL_PORT).catch((error: unknown) => {
      if (error instanceof TapError) return openAt(0);
      throw error;
    });
    return {
      definition,
      url: tap.url,
      close: async () => void (await session.close()),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}
