import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { direction, message } from './message-shapes.ts';
import {
  arrayOf,
  count,
  date,
  either,
  labTime,
  mapOf,
  members,
  nothing,
  number,
  oneOf,
  optional,
  port,
  type Shape,
  shapeOf,
  text,
  truth,
} from './shape.ts';

type EventOf<Type extends TranscriptEvent['type']> = Omit<
  Extract<TranscriptEvent, { readonly type: Type }>,
  'type'
>;

const timed = { at: labTime };
const parties = { ...timed, connection: count, client: text, server: text };
const kind = oneOf('correct', 'naive');

/** One shape a type of event. */
export const eventShapes: Readonly<Record<TranscriptEvent['type'], Shape>> = {
  scenario: shapeOf<EventOf<'scenario'>>({
    ...timed,
    version: number,
    id: text,
    file: optional(text),
    group: text,
    title: text,
    claim: text,
    standard: text,
    covers: arrayOf(text),
    variant: members({ name: text, kind, about: text, breaks: arrayOf(text) }),
    variants: arrayOf(members({ name: text, kind })),
    params: mapOf(either(text, number, truth)),
    seed: number,
    focus: arrayOf(text),
    epoch: date,
    live: optional(truth),
  }),
  step: shapeOf<EventOf<'step'>>({ ...timed, step: count, id: text, title: text }),
  note: shapeOf<EventOf<'note'>>({ ...timed, text }),
  'connection-opened': shapeOf<EventOf<'connection-opened'>>({
    ...parties,
    clientPort: port,
    serverPort: port,
    serverAddress: optional(text),
  }),
  'connection-ended': shapeOf<EventOf<'connection-ended'>>({
    ...parties,
    direction,
    how: oneOf('fin', 'rst'),
    by: oneOf('sender', 'receiver', 'tap'),
  }),
  'connection-refused': shapeOf<EventOf<'connection-refused'>>({ ...parties, code: text }),
  message: shapeOf<EventOf<'message'>>({
    ...parties,
    delivery: oneOf('whole', 'part', 'none'),
    deliveredBytes: optional(count),
    begunAt: optional(labTime),
    unfinished: optional(truth),
    message,
    bytes: optional(text),
  }),
  crossing: shapeOf<EventOf<'crossing'>>({
    ...parties,
    direction,
    messageStart: count,
    start: count,
    end: count,
    inside: optional(truth),
    head: optional(message),
    bytes: optional(text),
  }),
  'capture-full': shapeOf<EventOf<'capture-full'>>({
    ...timed,
    connection: count,
    capBytes: count,
    ofAll: optional(truth),
  }),
  'tls-secret': shapeOf<EventOf<'tls-secret'>>({ ...parties, line: text }),
  fault: shapeOf<EventOf<'fault'>>({ ...parties, fault: members({ kind: text }), sentence: text }),
  query: shapeOf<EventOf<'query'>>({
    ...timed,
    client: text,
    database: text,
    sql: text,
    parameters: arrayOf(either(text, number, nothing)),
    rows: count,
    durationUs: number,
  }),
  wait: shapeOf<EventOf<'wait'>>({ ...timed, from: labTime }),
  figure: shapeOf<EventOf<'figure'>>({ ...timed, name: text, value: number, unit: text }),
  chart: shapeOf<EventOf<'chart'>>({
    ...timed,
    title: text,
    binLabel: text,
    unit: text,
    bins: arrayOf(members({ label: text, value: number })),
  }),
  table: shapeOf<EventOf<'table'>>({
    ...timed,
    title: text,
    columns: arrayOf(text),
    rows: arrayOf(arrayOf(text)),
  }),
  comparison: shapeOf<EventOf<'comparison'>>({
    ...timed,
    id: text,
    file: optional(text),
    title: text,
    claim: text,
    standard: text,
    variants: arrayOf(
      members({ name: text, kind: oneOf('correct', 'naive'), about: text, asPredicted: truth }),
    ),
    checks: arrayOf(
      members({
        id: text,
        promise: text,
        source: text,
        seen: arrayOf(
          either(
            members({
              holds: truth,
              predicted: oneOf('holds', 'breaks'),
              actual: text,
              expected: text,
            }),
            nothing,
          ),
        ),
      }),
    ),
    figures: arrayOf(members({ name: text, unit: text, values: arrayOf(either(number, nothing)) })),
    charts: arrayOf(
      members({
        title: text,
        binLabel: text,
        unit: text,
        labels: arrayOf(text),
        values: arrayOf(either(arrayOf(number), nothing)),
      }),
    ),
  }),
  check: shapeOf<EventOf<'check'>>({
    ...timed,
    id: text,
    promise: text,
    strength: oneOf('must', 'should', 'may'),
    source: text,
    holds: truth,
    predicted: oneOf('holds', 'breaks'),
    actual: text,
    expected: text,
    about: optional(arrayOf(members({ connection: count, direction, start: count }))),
  }),
  failure: shapeOf<EventOf<'failure'>>({
    ...timed,
    code: text,
    text,
    place: optional(text),
    source: optional(text),
  }),
  end: shapeOf<EventOf<'end'>>({
    ...timed,
    id: text,
    variant: text,
    asPredicted: truth,
    totals: members({
      connections: count,
      requests: count,
      events: count,
      bytes: count,
      queries: count,
    }),
    realMs: number,
  }),
};
