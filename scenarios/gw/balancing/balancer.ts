import type { FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import { type Proxy as Hop, NoUpstream } from 'apilab/parts/http/proxy';

/** A server that gets a part of the requests. */
export interface Backend {
  readonly name: string;
  /** How much it can take, beside the others: 1 or more. */
  readonly weight: number;
  /** How many requests of this balancer it has at work now. */
  atWork(): number;
  /** Passes a request on to it. @throws NoUpstream if no answer came. */
  forward(request: Request): Promise<Response>;
}

/** Chooses who gets a request, of one server or more. */
export type Choose = (backends: readonly Backend[], request: Request) => Backend | undefined;

/** Which servers there are, and how one of them is chosen. */
export interface Pool {
  readonly backends: readonly Backend[];
  readonly choose: Choose;
}

/** Passes each request on to one of several servers. */
export interface Balancer extends FetchHandler {
  /** Goes on with other servers, or another way to choose. What is at work ends where it is. */
  reload(pool: Pool): void;
}

export function balancer(first: Pool): Balancer {
  let pool = first;
  return {
    reload(next) {
      pool = next;
    },
    async fetch(request) {
      const backend = pool.choose(pool.backends, request);
      if (backend === undefined) return problem({ status: 503, title: 'Service Unavailable' });
      try {
        return await backend.forward(request);
      } catch (error) {
        if (error instanceof NoUpstream) return problem({ status: 502, title: 'Bad Gateway' });
        throw error;
      }
    },
  };
}

/** A server behind a hop, with what it has at work: a request ends when its answer has been read, not when it begins. */
export function backend(name: string, hop: Pick<Hop, 'forward'>, weight = 1): Backend {
  let atWork = 0;
  return {
    name,
    weight,
    atWork: () => atWork,
    async forward(request) {
      atWork += 1;
      let isOver = false;
      // Once: who goes away while the next bytes are waited for ends the waiting too.
      const end = () => {
        if (!isOver) atWork -= 1;
        isOver = true;
      };
      try {
        return untilRead(await hop.forward(request), end);
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}

/** The same answer. Calls back when it has been read to its end, was given up or breaks off. */
function untilRead(answer: Response, onEnd: () => void): Response {
  const reader = answer.body?.getReader();
  if (reader === undefined) {
    onEnd();
    return answer;
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await reader.read();
          if (!next.done) return controller.enqueue(next.value);
          onEnd();
          controller.close();
        } catch (error) {
          onEnd();
          controller.error(error);
        }
      },
      async cancel(reason) {
        onEnd();
        await reader.cancel(reason);
      },
    },
    // Nothing is read ahead: who reads slowly is at work for as long.
    { highWaterMark: 0 },
  );
  const { status, statusText, headers } = answer;
  return new Response(body, { status, statusText, headers });
}
