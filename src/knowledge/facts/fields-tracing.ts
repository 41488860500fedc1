import type { Fact } from '../fact.ts';

/** Fields that tie the messages of one piece of work together. */
export const tracingFields: readonly Fact[] = [
  {
    kind: 'field',
    name: 'traceparent',
    title: 'traceparent',
    brief: 'which trace and which step this request belongs to',
    text: 'Version, trace id, id of the calling span and flags, in hexadecimal, so that the work of many services can be seen as one.',
    source: 'W3C Trace Context §3.2',
    standing: 'standard',
  },
  {
    kind: 'field',
    name: 'tracestate',
    title: 'tracestate',
    brief: 'what tracing systems add to the trace',
    text: "Vendors' own key and value pairs that travel with traceparent.",
    source: 'W3C Trace Context §3.3',
    standing: 'standard',
  },
  {
    kind: 'field',
    name: 'X-Request-Id',
    title: 'X-Request-Id',
    brief: 'a name for this request, to find it in the logs',
    text: 'An id that the client or the first proxy gives to a request and that services write into their logs.',
    source: 'no standard; common practice',
    standing: 'convention',
  },
  {
    kind: 'field',
    name: 'X-Correlation-Id',
    title: 'X-Correlation-Id',
    brief: 'a name for this piece of work, to find it in the logs',
    text: 'An id that is passed on from service to service, so that their logs can be matched.',
    source: 'no standard; common practice',
    standing: 'convention',
  },
];
