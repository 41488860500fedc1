import type { CrossedWire, Seen, WsFrame } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';

/** How a connection ended. */
export interface Ended {
  /** What was done. */
  readonly how: string;
  /** The codes of the close frames of each side; absent if it sent none, `none` if it had no code. */
  readonly client?: number | 'none';
  readonly server?: number | 'none';
  /** What the client's library says. */
  readonly told: number;
}

const codeOf = (frame: Seen<WsFrame> | undefined) =>
  frame === undefined ? undefined : (frame.close?.code ?? 'none');

/** How the connection ended that a step was about. */
export function ended(how: string, frames: CrossedWire['frames'], told: number): Ended {
  const [client, server] = (['client-to-server', 'server-to-client'] as const).map((direction) =>
    codeOf(frames.find((each) => each.opcode === 'close' && each.direction === direction)),
  );
  return { how, told, ...(client && { client }), ...(server && { server }) };
}

/** What the client was answered that was wrong, and whether it was still there: `2 errors · still open`. */
export function answeredErrors({ frames }: CrossedWire): string {
  const errors = frames.filter(({ message }) => message?.text?.includes('"type":"error"'));
  const isClosed = frames.some(({ opcode }) => opcode === 'close');
  return listed(counted(errors.length, 'error'), isClosed ? 'closed' : 'still open');
}

/** Which codes the server sent. */
export const codesSent = (ends: readonly Ended[]): string =>
  ends.map(({ server = 'no frame' }) => (server === 'none' ? 'no code' : server)).join(' · ');

/** How many connections had a close frame of each side. */
export function shaken(ends: readonly Ended[]): string {
  const both = ends.filter(({ client, server }) => client !== undefined && server !== undefined);
  return `${both.length} of ${ends.length}`;
}

/** How many frames carry a code that is for reports only. */
export function reserved(frames: CrossedWire['frames']): string {
  const codes = frames.flatMap(({ close }) => (close === undefined ? [] : [close.code]));
  return `${codes.filter((code) => [1005, 1006, 1015].includes(code)).length} frames`;
}
