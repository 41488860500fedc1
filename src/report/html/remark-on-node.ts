import type { Annotation, FactKind } from '../../knowledge/fact.ts';
import {
  annotateField,
  annotateMethod,
  annotateSseField,
  annotateStatus,
  findFact,
  type Place,
  remarkOf,
} from '../../knowledge/index.ts';
import type { Node } from '../../wire/types.ts';
import { linkedSources } from '../story/source-link.ts';
import type { EmbeddedRemark } from './embedded.ts';

/** What is known about a node by its kind, name and value, and by where it stands. */
export function remarkOnNode(node: Node, place: Place): EmbeddedRemark | undefined {
  const { kind, name, value = '' } = node;
  switch (kind) {
    case 'http1.method':
      return remark(annotateMethod(value, place), 'method', value);
    case 'http1.status':
      return remark(annotateStatus(Number(value), place), 'status', value);
    case 'http1.field':
    case 'http1.trailer':
    case 'multipart.field':
      return name === undefined ? undefined : onField(name, value, place);
    case 'sse.line':
      return name === undefined ? undefined : remark(annotateSseField(name), 'sse-field', name);
    case 'sse.comment':
      return remark(annotateSseField(''), 'sse-field', 'comment');
    case 'problem.member':
      return name === undefined ? undefined : remark(undefined, 'problem-member', name);
    case 'ws.fin-opcode':
      return remark(undefined, 'ws-opcode', value.split(/[ ,·]/).at(-1) ?? '');
    case 'ws.close-code':
      return remark(undefined, 'close-code', value);
    case 'tls.alert-description':
      return remark(undefined, 'tls-alert', value);
    case 'http2.type':
      return remark(undefined, 'http2-frame', value);
    case 'http2.setting':
      return name === undefined ? undefined : remark(undefined, 'http2-setting', name);
    case 'http2.error-code':
      return remark(undefined, 'http2-error', value);
    case 'grpc.status':
      // Its value is the number and the name, `5 NOT_FOUND`.
      return remark(undefined, 'grpc-status', value.split(' ')[0] ?? '');
    case 'grpc.timeout':
    case 'grpc.encoding':
    case 'grpc.status-message':
    case 'grpc.metadata':
      return name === undefined ? undefined : onField(name, value, place);
    default:
      // A field of HTTP/2 is named by the representation of HPACK that carries it.
      return kind.startsWith('hpack.') && name !== undefined
        ? onHpackField(name, value, place)
        : undefined;
  }
}

function onField(name: string, value: string, place: Place): EmbeddedRemark | undefined {
  const annotation = annotateField(name, value, place);
  return annotation === undefined ? undefined : remark(annotation, 'field', name);
}

function onHpackField(name: string, value: string, place: Place): EmbeddedRemark | undefined {
  if (name === ':status') return remark(annotateStatus(Number(value), place), 'status', value);
  if (name === ':method') return remark(annotateMethod(value, place), 'method', value);
  return onField(name, value, place);
}

/** A remark with the sentences of its fact; the fact's own few words if there is no remark. */
function remark(
  annotation: Annotation | undefined,
  kind: FactKind,
  name: string,
): EmbeddedRemark | undefined {
  const fact = findFact(kind, name);
  const said = annotation ?? (fact === undefined ? undefined : remarkOf(fact));
  if (said === undefined) return undefined;
  const about = fact === undefined ? {} : { about: fact.text };
  return { text: said.text, sources: linkedSources(said.source), ...about };
}
