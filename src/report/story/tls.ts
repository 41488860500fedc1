import { findFact, remarkOf } from '../../knowledge/index.ts';
import { formatBytes } from '../../text/quantities.ts';
import { type Row, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { TlsAlert, TlsContent, TlsRecord } from '../../wire/types.ts';
import { annotated } from './annotate.ts';
import type { Sight } from './sight.ts';

/** A record on one row: what its handshake says in the clear, or that it is encrypted. */
export function tlsRows(record: TlsRecord, sight: Sight): readonly Row[] {
  if (record.encrypted) {
    const row = [
      span('encrypted', 'strong'),
      span(`  (${formatBytes(record.payloadLength)})`, 'dim'),
    ];
    return [truncate(row, sight.cells)];
  }
  if (record.alert !== undefined) return alertRows(record.summary, record.alert, sight);
  const row = rowOf(record);
  return sight.detail === 'brief' ? [truncate(row, sight.cells)] : wrap(row, sight.cells);
}

/** What an encrypted record of no application data held, on one row. */
export function contentRows(content: TlsContent, sight: Sight): readonly Row[] {
  if (content.alert !== undefined) return alertRows(content.summary, content.alert, sight);
  if (content.unread !== undefined) return wrap([span(content.summary, 'dim')], sight.cells);
  const row: Span[] = [span('inside: ', 'dim'), span(content.summary, 'strong')];
  if (content.alpn !== undefined) row.push(span(' · ALPN: ', 'dim'), span(content.alpn.join(', ')));
  return sight.detail === 'brief' ? [truncate(row, sight.cells)] : wrap(row, sight.cells);
}

function alertRows(summary: string, alert: TlsAlert, sight: Sight): readonly Row[] {
  const fact = findFact('tls-alert', alert.description);
  const remark = fact === undefined ? undefined : remarkOf(fact);
  const said = sight.remarks.once(`alert ${alert.code}`, remark);
  return annotated([span(summary, 'strong')], said, sight.cells, sight.detail);
}

function rowOf(record: TlsRecord): Row {
  const row: Span[] = [span(record.summary, 'strong')];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) row.push(span(` · ${name}: `, 'dim'), span(value));
  };
  add('ALPN', record.alpn?.join(', '));
  add('server name', record.sni);
  add('version', record.versions?.join(', '));
  add('cipher', record.cipher);
  return row;
}
