import type { TranscriptEvent } from '../lab/transcript.ts';
import { junitReport, ndjsonLine, type TerminalOptions, terminalView } from '../report/index.ts';

/** The forms in which a run can be written. */
export type Format = 'pretty' | 'ndjson' | 'junit';

/** Where text goes. */
export interface Outlet {
  write(text: string): void;
  /** All is written: makes it last. */
  finish?(): void;
  /** The run did not come to its end: leaves nothing half done. Does nothing after `finish`. */
  discard?(): void;
}

/** Takes the events of a transcript and writes them in one form. */
export interface Sink {
  take(event: TranscriptEvent): void;
  finish(): void;
  discard(): void;
}

/** Makes the sink of a format. */
export function sinkFor(format: Format, view: TerminalOptions, outlet: Outlet): Sink {
  const writer = writers[format](view);
  const write = (text: string) => {
    if (text !== '') outlet.write(text);
  };
  return {
    take: (event) => write(writer.take(event)),
    finish: () => {
      write(writer.end());
      outlet.finish?.();
    },
    discard: () => outlet.discard?.(),
  };
}

/** Turns events into text; `end` is what is left to say after the last one. */
interface Writer {
  take(event: TranscriptEvent): string;
  end(): string;
}

const writers: Readonly<Record<Format, (view: TerminalOptions) => Writer>> = {
  pretty: (options) => {
    const view = terminalView(options);
    return { take: (event) => view.write(event), end: () => '' };
  },
  ndjson: () => ({ take: ndjsonLine, end: () => '' }),
  junit: () => junitReport(),
};

/** The format that a file's name asks for, where it does. */
export function formatOfFile(file: string): Format | undefined {
  if (/\.(ndjson|jsonl)$/i.test(file)) return 'ndjson';
  if (/\.xml$/i.test(file)) return 'junit';
  if (/\.(txt|log)$/i.test(file)) return 'pretty';
  return undefined;
}
