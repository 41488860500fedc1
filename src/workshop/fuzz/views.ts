import type { MessageEvent, ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import type { Exporter } from '../../report/exporter.ts';
import { piecesOf } from '../../report/exporter.ts';
import { harReport } from '../../report/har/index.ts';
import { htmlReport } from '../../report/html/report.ts';
import { junitReport, ndjsonLine, terminalView } from '../../report/index.ts';
import { markdownReport } from '../../report/markdown/report.ts';
import { mermaidReport } from '../../report/mermaid/diagram.ts';
import { pcapngReport } from '../../report/pcapng/index.ts';
import type { Message } from '../../wire/types.ts';
import type { Turn } from './conversations.ts';

const scenario: ScenarioEvent = {
  type: 'scenario',
  at: 0,
  version: 2,
  id: 'tap',
  group: 'tap',
  title: 'A tap',
  claim: 'Whatever crosses is shown.',
  standard: 'no standard',
  covers: [],
  variant: { name: 'live', kind: 'correct', about: 'Whoever connects.', breaks: [] },
  variants: [{ name: 'live', kind: 'correct' }],
  params: {},
  seed: 1,
  focus: ['content-type'],
  epoch: '2026-01-05T09:00:00.000Z',
};
const parties = { connection: 1, client: 'client', server: 'target' } as const;

/** The transcript of one connection, live or of a run. */
export function transcriptOf(
  turns: readonly Turn[],
  messages: readonly Message[],
  isLive: boolean,
): readonly TranscriptEvent[] {
  const streams = {
    'client-to-server': streamOf(turns, 'client-to-server'),
    'server-to-client': streamOf(turns, 'server-to-client'),
  };
  return [
    { ...scenario, ...(isLive && { live: true }) },
    { type: 'step', at: 0, step: 1, id: 'connection-1', title: 'Connection 1' },
    { type: 'connection-opened', at: 0, ...parties, clientPort: 50_000, serverPort: 80 },
    ...messages.map((message, at): MessageEvent => {
      const bytes = streams[message.direction].subarray(message.start, message.end);
      const event = { type: 'message', at, ...parties, delivery: 'whole', message } as const;
      return message.inside ? event : { ...event, bytes: bytes.toString('base64') };
    }),
  ];
}

function streamOf(turns: readonly Turn[], direction: Turn['direction']): Buffer {
  return Buffer.concat(
    turns.filter((turn) => turn.direction === direction).map(({ bytes }) => bytes),
  );
}

const pretty = (wire: 'brief' | 'full' | 'hex', plain = false): Exporter => {
  const view = terminalView({ wire, colour: !plain, width: 80, plain });
  const release = () => view.release();
  return { take: (event) => view.write(event), release, end: release };
};

/** Every view and every export, by name. */
export const views: Readonly<Record<string, () => Exporter>> = {
  brief: () => pretty('brief'),
  full: () => pretty('full'),
  hex: () => pretty('hex'),
  plain: () => pretty('brief', true),
  ndjson: () => ({ take: ndjsonLine, end: () => '' }),
  junit: junitReport,
  har: harReport,
  pcapng: pcapngReport,
  mermaid: mermaidReport,
  markdown: markdownReport,
  html: htmlReport,
};

/** What views say where a message had to be shown as bytes because something of ours failed. */
const failed = /could not be shown/;

/** Shows a transcript in a view; throws if it throws, or could not show something as what it is. */
export function show(name: string, events: readonly TranscriptEvent[]): void {
  const view = views[name]?.();
  if (view === undefined) throw new RangeError(`there is no view '${name}'`);
  for (const event of events) look(view.take(event));
  look(view.end());

  function look(content: ReturnType<Exporter['take']>): void {
    for (const piece of piecesOf(content)) {
      if (typeof piece === 'string' && failed.test(piece)) throw new Error(`${name}: ${piece}`);
    }
  }
}
