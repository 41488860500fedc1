import { problemsOf } from '../http1/parts.ts';
import type { Direction, Node, Range, TlsContent, TlsUnread } from '../types.ts';
import { readAlert } from './alert.ts';
import type { HandshakePart } from './handshake-stream.ts';
import { contentTypeName } from './names.ts';
import type { Opened } from './opener.ts';
import { tlsProblems } from './problems.ts';

/** Where a record lies. */
export interface RecordPlace extends Range {
  readonly direction: Direction;
}

/**
 * What a record held if that is no application data. Its nodes count from the first byte of what was
 * decrypted and tile it: the content, then `tls.inner-type` and `tls.padding` (RFC 9846 §5.2).
 */
export function contentOf(
  place: RecordPlace,
  opened: Opened,
  handshake: HandshakePart | undefined,
  isTls13: boolean,
): TlsContent {
  const { type, content, padding } = opened;
  const contentType = contentTypeName(type) ?? 'unknown';
  const nodes: Node[] = [];
  let alert: TlsContent['alert'];
  if (handshake !== undefined) nodes.push(...handshake.nodes);
  else if (contentType === 'alert') {
    const reading = readAlert(content, 0);
    ({ alert } = reading);
    nodes.push(...reading.nodes);
  } else if (content.length > 0) {
    const kind = contentType === 'change_cipher_spec' ? 'tls.change-cipher-spec' : 'tls.payload';
    nodes.push({ kind, start: 0, end: content.length });
  }
  let end = content.length;
  if (isTls13) {
    const inner = { kind: 'tls.inner-type', start: end, end: end + 1, value: contentType };
    if (type === 0)
      nodes.push({
        kind: 'tls.padding',
        start: 0,
        end: padding,
        problem: tlsProblems.noContentType,
      });
    else nodes.push(inner);
    if (type !== 0 && padding > 0)
      nodes.push({ kind: 'tls.padding', start: end + 1, end: end + 1 + padding });
    end += padding + (type === 0 ? 0 : 1);
  }
  const names = handshake?.completed.map((each) => each.type) ?? [];
  const alpn = handshake?.completed.find((each) => each.hello.alpn !== undefined)?.hello.alpn;
  const joined = handshake?.joined;
  const layers: TlsContent['layers'] = [
    { protocol: 'tls', space: 'plaintext', nodes },
    ...(joined === undefined
      ? []
      : ([{ protocol: 'tls-handshake', space: 'content', nodes: [joined.node] }] as const)),
  ];
  return {
    kind: 'tls-content',
    ...placed(place, end),
    contentType,
    ...(names.length > 0 && { handshake: names }),
    ...(alpn && { alpn }),
    ...(alert && { alert }),
    summary: summaryOf(contentType, names, alert),
    layers,
    problems: problemsOf(layers),
  };
}

const unreadSummaries: Readonly<Record<TlsUnread, string>> = {
  'early-data': 'early data, not read: its secret is not in the key log',
  'early-data-refused': 'early data that the server did not take',
  'no-secret': 'not read: the key log has no secret of this connection',
  'no-match': 'not read: the secret of the key log does not fit',
  cipher: 'not read: the cipher suite is not one that can be read here',
};

/** Says that a record, and mostly what follows it, is not read. */
export function unreadContent(place: RecordPlace, unread: TlsUnread): TlsContent {
  const problem = unread === 'no-match' ? tlsProblems.noMatch : undefined;
  const nodes = problem === undefined ? [] : [{ kind: 'tls.unread', start: 0, end: 0, problem }];
  const layers = [{ protocol: 'tls', space: 'plaintext', nodes }] as const;
  return {
    kind: 'tls-content',
    ...placed(place, 0),
    contentType: 'unknown',
    unread,
    summary: unreadSummaries[unread],
    layers,
    problems: problemsOf(layers),
  };
}

function placed({ direction, start, end }: RecordPlace, byteLength: number) {
  const inside = { protocol: 'tls', start: 0, end: byteLength, records: [{ start, end }] } as const;
  return { direction, start, end, inside };
}

function summaryOf(
  contentType: string,
  handshake: readonly string[],
  alert: TlsContent['alert'],
): string {
  if (alert !== undefined) {
    const name = alert.description === 'unknown' ? String(alert.code) : alert.description;
    return `alert ${alert.level} ${name}`;
  }
  if (handshake.length > 0) return handshake.join(', ');
  return contentType === 'handshake' ? 'handshake, more follows' : contentType;
}
