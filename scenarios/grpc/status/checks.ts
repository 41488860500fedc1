import type { Wire } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import type { Ended } from './caller.ts';

/** The codes of some calls, in order. */
export const codesOf = (calls: readonly Ended[]): string =>
  listed(...calls.map(({ code }) => code));

/** How many of the 17 codes there are among some calls. */
export const seventeen = (calls: readonly Ended[]): string =>
  `${new Set(calls.map(({ code }) => code)).size} of 17`;

/** The HTTP status of every response of one server, each once. */
export function httpStatuses(wire: Wire, server: string): string {
  const statuses = responsesOf(wire, server).map(
    ({ fields = [] }) => fields.find(({ name }) => name === ':status')?.value ?? 'none',
  );
  return `:status ${[...new Set(statuses)].sort().join(', ')}`;
}

/** How many errors came as one HEADERS frame that ends the stream; what succeeded has more. */
export function inOneFrame(wire: Wire, server: string): string {
  const heads = responsesOf(wire, server);
  const only = heads.filter(({ flags, grpc }) => flags.includes('END_STREAM') && grpc?.status);
  return `${only.length} of ${heads.length - 1} errors in one frame`;
}

/** A field of bytes: its text on the wire, each once, and what the caller read in the trailers. */
export function carried(wire: Wire, { trailers }: Ended): string {
  const fields = wire.http2Frames().flatMap((frame) => frame.fields ?? []);
  const texts = fields.filter(({ name }) => name === 'trace-bin').map(({ value }) => value);
  const ways = texts.length === 2 ? 'there and back' : 'one way';
  const read = trailers.get('trace-bin').map((bytes) => bytes.toString('hex'));
  return listed(`${[...new Set(texts)].join(' and ')} ${ways}`, `${read.join()} read`);
}

const responsesOf = (wire: Wire, server: string) =>
  wire.http2Frames().filter((frame) => frame.section === 'response' && frame.server === server);
