import type { Place } from '../../knowledge/place.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type { Direction, Field, HttpResponse, Message } from '../../wire/types.ts';

/** Where the parts of a message stand, as far as their meaning depends on it. */
export function placeOf(message: Message): Place {
  switch (message.kind) {
    case 'http-request':
      return {
        message: 'request',
        method: message.method,
        ...carriedBy(message.fields, opensWebSocket(message.fields)),
      };
    case 'http-response': {
      const { status, requestMethod, fields } = message;
      return {
        message: 'response',
        status,
        ...(requestMethod !== undefined && { method: requestMethod }),
        ...(isGraphql(message)
          ? { carries: 'graphql' }
          : carriedBy(fields, status === 101 && opensWebSocket(fields))),
      };
    }
    case 'http2-frame':
      return placeOfFrame(message);
    default:
      return { message: sideOf(message.direction) };
  }
}

function placeOfFrame({ direction, section, fields = [], requestMethod, grpc }: Http2Frame): Place {
  const isRequest = section === 'push' || direction === 'client-to-server';
  const method = isRequest ? namedField(fields, ':method') : requestMethod;
  const status = Number(namedField(fields, ':status') ?? Number.NaN);
  return {
    message: isRequest ? 'request' : 'response',
    ...(method !== undefined && { method }),
    ...(!Number.isNaN(status) && { status }),
    ...(grpc !== undefined
      ? { carries: 'grpc' }
      : carriedBy(fields, namedField(fields, ':protocol') === 'websocket')),
  };
}

function sideOf(direction: Direction): Place['message'] {
  return direction === 'client-to-server' ? 'request' : 'response';
}

function carriedBy(fields: readonly Field[], isWebSocket: boolean): Pick<Place, 'carries'> {
  if (isWebSocket) return { carries: 'websocket' };
  const type = namedField(fields, 'content-type')?.toLowerCase() ?? '';
  return /^application\/grpc(?:-web(?:-text)?)?(?=$|[+;\s])/.test(type) ? { carries: 'grpc' } : {};
}

function isGraphql({ layers }: HttpResponse): boolean {
  return layers.some(({ protocol }) => protocol === 'graphql');
}

function opensWebSocket(fields: readonly Field[]): boolean {
  return /(?:^|,)\s*websocket\s*(?:$|,)/i.test(namedField(fields, 'upgrade') ?? '');
}

function namedField(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value;
}
