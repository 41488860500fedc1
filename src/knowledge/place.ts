/** Where something stands on the wire, as far as what it means depends on that. */
export interface Place {
  readonly message: 'request' | 'response';
  /** The method of the request, or of the request that the response answers; absent if it is not known. */
  readonly method?: string;
  /** The status code of the response; absent if it is not known. */
  readonly status?: number;
  /** What speaks on top of HTTP: a gRPC call, the opening of a WebSocket, a GraphQL response. */
  readonly carries?: 'grpc' | 'websocket' | 'graphql';
}

/** Which places are meant. Every member that is given must fit; a list fits by any of its entries. */
export interface Where {
  readonly message?: Place['message'];
  readonly method?: readonly string[];
  /** Methods that are not meant. A method that is not known fits neither this nor `method`. */
  readonly otherMethodThan?: readonly string[];
  /** Codes, or the first digit of a class: `304`, `2`. */
  readonly status?: readonly number[];
  readonly carries?: Place['carries'];
}

/** True if a place is one of those that are meant. */
export function isAt(where: Where, { message, method, status, carries }: Place): boolean {
  if (where.message !== undefined && where.message !== message) return false;
  if (where.carries !== undefined && where.carries !== carries) return false;
  if (where.method !== undefined && !(method !== undefined && where.method.includes(method))) {
    return false;
  }
  if (where.otherMethodThan !== undefined) {
    if (method === undefined || where.otherMethodThan.includes(method)) return false;
  }
  if (where.status === undefined) return true;
  return status !== undefined && where.status.some((each) => isOfStatus(each, status));
}

function isOfStatus(wanted: number, status: number): boolean {
  return wanted < 10 ? Math.floor(status / 100) === wanted : wanted === status;
}
