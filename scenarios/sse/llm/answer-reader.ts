import { parseJson } from 'apilab/parts/http/json';
import { createParser } from 'eventsource-parser';
import { END } from './answer-stream.ts';

/** How an answer came to its end, as its reader sees it. */
export type Ending = 'done' | 'failed' | 'cut' | 'left';

/** What a reader has seen of a stream when no more comes. */
export interface Heard {
  /** The marker that says: this was all of it. */
  readonly marker: boolean;
  /** The event that says: there will be no more. */
  readonly failure: boolean;
  /** The connection broke before the content was whole. */
  readonly broke: boolean;
}

/** Judges how a stream ended. */
export type Judge = (heard: Heard) => Ending;

/** Believes what was said: a stream that ends without a word was cut, however politely. */
export const byWord: Judge = ({ marker, failure }) => {
  if (marker) return 'done';
  return failure ? 'failed' : 'cut';
};

/** An answer as far as it was read. */
export interface Answer {
  readonly text: string;
  /** How many pieces came. */
  readonly pieces: number;
  readonly ending: Ending;
}

export interface Asking {
  readonly url: string;
  readonly prompt: string;
  readonly fetch: typeof fetch;
  /** Goes away after so many pieces. */
  readonly leaveAfter?: number;
  readonly judge?: Judge;
}

/**
 * Asks, and reads the answer as it comes. `EventSource` can only GET, so this is `fetch` and a parser:
 * nothing here asks again by itself, which is right for what costs money each time.
 *
 * @throws Error if the request is refused.
 */
export async function readAnswer(asking: Asking): Promise<Answer> {
  const { url, prompt, leaveAfter = Number.POSITIVE_INFINITY, judge = byWord } = asking;
  const leaving = new AbortController();
  const heard = { marker: false, failure: false, broke: false };
  const texts: string[] = [];
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === 'error') heard.failure = true;
      else if (data === END) heard.marker = true;
      else texts.push(...textIn(parseJson(data)));
      if (texts.length >= leaveAfter) leaving.abort();
    },
  });

  const response = await asking.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt }),
    signal: leaving.signal,
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`refused with ${response.status}`);
  }
  const decoder = new TextDecoder();
  try {
    for await (const bytes of response.body ?? []) {
      parser.feed(decoder.decode(bytes, { stream: true }));
    }
  } catch {
    heard.broke = true;
  }
  const ending = leaving.signal.aborted ? 'left' : judge(heard);
  return { text: texts.join(''), pieces: texts.length, ending };
}

/** The text of a piece; none if it is something else. */
function textIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null || !('text' in part)) return [];
  return typeof part.text === 'string' ? [part.text] : [];
}
