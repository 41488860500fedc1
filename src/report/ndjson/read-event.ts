import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { eventShapes } from './event-shapes.ts';
import { messageShapes } from './message-shapes.ts';
import { isObject, shapeNamed } from './shape.ts';

/** What a line of a transcript turned out to be. */
export type Reading =
  | { readonly is: 'event'; readonly event: TranscriptEvent }
  /** Of a type, or with a kind of message, that a later version added. */
  | { readonly is: 'unknown' }
  | { readonly is: 'wrong'; readonly fault: string };

/** Decides whether a value is an event of a transcript. */
export function readEvent(value: unknown): Reading {
  if (!isObject(value) || typeof value.type !== 'string') {
    return { is: 'wrong', fault: 'it must be an object with a type' };
  }
  const shape = shapeNamed(eventShapes, value.type);
  if (shape === undefined || isNewerMessage(value)) return { is: 'unknown' };
  if (isEvent(value)) return { is: 'event', event: value };
  return { is: 'wrong', fault: shape(value, '') ?? 'it is no event' };
}

function isNewerMessage(value: Readonly<Record<string, unknown>>): boolean {
  if (value.type !== 'message' || !isObject(value.message)) return false;
  const { kind: messageKind } = value.message;
  return typeof messageKind === 'string' && shapeNamed(messageShapes, messageKind) === undefined;
}

function isEvent(value: unknown): value is TranscriptEvent {
  return isObject(value) && shapeNamed(eventShapes, value.type)?.(value, '') === undefined;
}
