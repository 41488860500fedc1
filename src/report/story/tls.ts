import { findFact, remarkOf } from '../../knowledge/index.ts';
import { formatBytes } from '../../text/quantities.ts';
import { type Row, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { TlsRecord } from '../../wire/types.ts';
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
  if (record.alert !== undefined) {
    const fact = findFact('tls-alert', record.alert.description);
    const remark = fact === undefined ? undefined : remarkOf(fact);
    const row = [span(record.summary, 'strong')];
    const said = sight.remarks.once(`alert ${record.alert.code}`, remark);
    return annotated(row, said, sight.cells, sight.detail);
  }
  const row = rowOf(record);
  return sight.detail === 'brief' ? [truncate(row, sight.cells)] : wrap(row, sight.cells);
}

function rowOf(record: TlsRecord): Row {
  const row: Span[] = [span(record.summary, 'strong')];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) row.push(span(` · ${name}: `, 'dim'), span(value));
  };
  add('server name', record.sni);
  add('version', record.versions?.join(', '));
  add('ALPN', record.alpn?.join(', '));
  add('cipher', record.cipher);
  return row;
}
