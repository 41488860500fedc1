/** What the page carries besides its markup: the parts of every message, read by the page's script. */
export interface EmbeddedPage {
  /** Kinds of nodes, named once. */
  readonly kinds: readonly string[];
  /** Remarks with their sources, named once. */
  readonly remarks: readonly EmbeddedRemark[];
  /** Everything that opens, in the order of the page. */
  readonly moments: readonly EmbeddedMoment[];
  /** Each step as a picture in SVG, by the id of its element. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** What is known about something on the wire. */
export interface EmbeddedRemark {
  /** A few words that stand beside the bytes. */
  readonly text: string;
  readonly sources: readonly { readonly text: string; readonly url?: string }[];
  /** One or two sentences, if there is a fact about it. */
  readonly about?: string;
}

/** Something that happened and opens: a message, a statement on a database, a fault. */
export interface EmbeddedMoment {
  readonly title: string;
  /** Who, when, where, in short. */
  readonly facts: readonly string[];
  readonly problems: readonly { readonly text: string; readonly source?: string }[];
  readonly message?: EmbeddedMessage;
  /** The command that sends the request again, if curl can. */
  readonly curl?: string;
}

/** A message's bytes and what they were read as. */
export interface EmbeddedMessage {
  /** Offset of its first byte in the stream of its direction, or in the plaintext if it came encrypted. */
  readonly start: number;
  /** Its bytes, base64; absent past the capture's cap. */
  readonly bytes?: string;
  readonly layers: readonly EmbeddedLayer[];
  /** The decoded body, if a layer counts its bytes instead of the stream's. */
  readonly content?: string;
}

export interface EmbeddedLayer {
  readonly protocol: string;
  readonly space: 'wire' | 'plaintext' | 'content';
  readonly nodes: readonly EmbeddedNode[];
}

/** A node: index of its kind, start, length in bytes, and what else is known. */
export type EmbeddedNode = readonly [
  kind: number,
  start: number,
  byteLength: number,
  more?: EmbeddedNodeMore,
];

/** Rarer members of a node; their names are short because there are many nodes. */
export interface EmbeddedNodeMore {
  /** Name. */
  readonly n?: string;
  /** Value, as text. */
  readonly v?: string;
  /** Index of the remark. */
  readonly r?: number;
  /** What is wrong with it. */
  readonly p?: string;
  /** Children. */
  readonly c?: readonly EmbeddedNode[];
  /** Pieces, as pairs of start and length. */
  readonly s?: readonly (readonly [start: number, byteLength: number])[];
}
