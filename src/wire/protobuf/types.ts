/** Scalar types of Protocol Buffers. */
export type ProtoScalar =
  | 'double'
  | 'float'
  | 'int32'
  | 'int64'
  | 'uint32'
  | 'uint64'
  | 'sint32'
  | 'sint64'
  | 'fixed32'
  | 'fixed64'
  | 'sfixed32'
  | 'sfixed64'
  | 'bool'
  | 'string'
  | 'bytes';

/** One field of a message type. */
export interface ProtoField {
  /** As values are to show it: `unitPrice` or `unit_price`. */
  readonly name: string;
  /** A scalar, or the full name of a message or enum, such as `shop.Price`. */
  readonly type: string;
  readonly repeated?: boolean;
  /** True if `type` is the entry of a map, with its key as field 1 and its value as field 2. */
  readonly map?: boolean;
}

/** What `.proto` files say, as plain data. Full names are without a leading dot. */
export interface ProtoTypes {
  /** Fields by number, by full name of the message: `{ 'shop.Price': { 1: { name: 'symbol', type: 'string' } } }`. */
  readonly messages: Readonly<Record<string, Readonly<Record<number, ProtoField>>>>;
  /** Names by number, by full name of the enum. */
  readonly enums?: Readonly<Record<string, Readonly<Record<number, string>>>>;
  /** Message types by path of the method, such as `/shop.Prices/Get`. */
  readonly methods?: Readonly<Record<string, { readonly input: string; readonly output: string }>>;
}
