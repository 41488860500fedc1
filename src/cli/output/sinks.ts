import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { excerptExporter } from '../../report/excerpt/excerpt-exporter.ts';
import type { StepChoice } from '../../report/excerpt/step-choice.ts';
import { type Content, type Exporter, piecesOf } from '../../report/exporter.ts';
import { junitReport, ndjsonLine, type TerminalOptions, terminalView } from '../../report/index.ts';
import { shownAnyway } from '../../report/story/as-bytes.ts';

/** The forms in which a run can be printed. */
export type PrintFormat = 'pretty' | 'ndjson' | 'junit' | 'json';

/** The forms in which a run can be written to a file. */
export type Format = PrintFormat | 'har' | 'pcapng' | 'mermaid' | 'markdown' | 'html' | 'svg';

/** Where a form goes. */
export interface Outlet {
  write(content: string | Uint8Array): void;
  /** All is written: makes it last. */
  finish?(): void;
  /** The run did not come to its end: leaves nothing half done. Does nothing after `finish`. */
  discard?(): void;
}

/** Takes the events of a transcript and writes them in one form. */
export interface Sink {
  take(event: TranscriptEvent): void;
  /** Writes what was held back so far: the run pauses. */
  release(): void;
  finish(): void;
  discard(): void;
}

/** Makes the sink of a format; `steps` are those that are told, all if none are named. */
export async function sinkFor(
  format: Format,
  view: TerminalOptions,
  outlet: Outlet,
  steps?: StepChoice,
): Promise<Sink> {
  return sinkOf(await exporterFor(format, view, steps), outlet);
}

/** A sink that writes what an exporter makes of the events. */
export function sinkOf(exporter: Exporter, outlet: Outlet): Sink {
  const taken = (event: TranscriptEvent): Content => exporter.take(event);
  const write = (content: Content) => {
    for (const piece of piecesOf(content)) if (piece.length > 0) outlet.write(piece);
  };
  return {
    take: (event) => write(shownAnyway(event, taken, '')),
    release: () => write(exporter.release?.() ?? ''),
    finish: () => {
      write(exporter.end());
      outlet.finish?.();
    },
    discard: () => outlet.discard?.(),
  };
}

async function exporterFor(
  format: Format,
  view: TerminalOptions,
  steps: StepChoice | undefined,
): Promise<Exporter> {
  if (steps === undefined) return exporters[format](view);
  // What an exchange is may have begun in a step before: the archive reads all, and leaves out.
  if (format === 'har') return (await import('../../report/har/index.ts')).harReport({ steps });
  return excerptExporter(steps, await exporters[format](view));
}

/** Loads what a form needs when it is asked for. */
const exporters: Readonly<Record<Format, (view: TerminalOptions) => Exporter | Promise<Exporter>>> =
  {
    pretty: (options) => {
      const view = terminalView(options);
      const release = () => view.release();
      return { take: (event) => view.write(event), release, end: release };
    },
    ndjson: () => ({ take: ndjsonLine, end: () => '' }),
    junit: () => junitReport(),
    json: async () => (await import('../../report/summary/json.ts')).summaryJson(),
    har: async () => (await import('../../report/har/index.ts')).harReport(),
    pcapng: async () => (await import('../../report/pcapng/index.ts')).pcapngReport(),
    mermaid: async () => (await import('../../report/mermaid/diagram.ts')).mermaidReport(),
    markdown: async () => (await import('../../report/markdown/report.ts')).markdownReport(),
    html: async () => (await import('../../report/html/report.ts')).htmlReport(),
    svg: async () => (await import('../../report/svg/report.ts')).svgReport(),
  };
