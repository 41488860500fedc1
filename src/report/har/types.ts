/**
 * The parts of HAR 1.2 (HTTP Archive, by Jan Odvarko; never a standard) that are written. Members
 * that begin with `_` are extensions, as the format allows; those of browsers keep their names.
 */
export interface HarLog {
  readonly version: '1.2';
  readonly creator: { readonly name: string; readonly version: string };
  readonly pages: readonly HarPage[];
  readonly entries: readonly HarEntry[];
  readonly comment?: string;
}

/** A step of a scenario. */
export interface HarPage {
  readonly startedDateTime: string;
  readonly id: string;
  readonly title: string;
  readonly pageTimings: Readonly<Record<string, never>>;
  readonly comment?: string;
}

export interface HarEntry {
  readonly pageref?: string;
  readonly startedDateTime: string;
  /** Milliseconds, the sum of the timings. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: HarTimings;
  readonly serverIPAddress: string;
  readonly connection: string;
  readonly comment?: string;
  readonly _resourceType: 'fetch' | 'eventsource' | 'websocket';
  readonly _webSocketMessages?: readonly HarWebSocketMessage[];
}

/** Milliseconds. */
export interface HarTimings {
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
}

export interface HarPair {
  readonly name: string;
  readonly value: string;
}

export interface HarCookie extends HarPair {
  readonly path?: string;
  readonly domain?: string;
  readonly expires?: string;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
  readonly sameSite?: string;
}

export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarCookie[];
  readonly headers: readonly HarPair[];
  readonly queryString: readonly HarPair[];
  readonly postData?: HarPostData;
  /** Bytes; -1 if not known. */
  readonly headersSize: number;
  /** Bytes. */
  readonly bodySize: number;
}

export interface HarPostData {
  readonly mimeType: string;
  readonly text: string;
  readonly params: readonly HarPair[];
  /** Set if `text` is no text: the format has no member for it. */
  readonly _encoding?: 'base64';
  readonly comment?: string;
}

export interface HarResponse {
  /** 0 if no response arrived, as browsers write it. */
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarCookie[];
  readonly headers: readonly HarPair[];
  readonly content: HarContent;
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
  /** Why the exchange failed, in Chromium's words, such as `net::ERR_CONNECTION_RESET`. */
  readonly _error?: string;
  readonly _trailers?: readonly HarPair[];
}

export interface HarContent {
  readonly size: number;
  readonly compression?: number;
  readonly mimeType: string;
  readonly text?: string;
  readonly encoding?: 'base64';
  readonly comment?: string;
}

/** A data message of a WebSocket, as browsers record it. */
export interface HarWebSocketMessage {
  readonly type: 'send' | 'receive';
  /** Seconds since 1970. */
  readonly time: number;
  /** 1 for text, 2 for binary (RFC 6455 §5.2). */
  readonly opcode: 1 | 2;
  /** The text, or the bytes as base64. */
  readonly data: string;
}
