/** Every kind of node of the `protobuf` layer. The leaves of a message tile it. */
export const protobufKinds = {
  leaves: {
    'protobuf.tag': 'field number and wire type',
    'protobuf.length': 'the length of what follows',
    'protobuf.varint': 'an integer of variable length',
    'protobuf.i64': 'eight bytes, little-endian',
    'protobuf.i32': 'four bytes, little-endian',
    'protobuf.string': 'text, or what is taken for it',
    'protobuf.bytes': 'bytes',
    'protobuf.unread': 'bytes that could not be read',
    'protobuf.more-fields': 'further fields, past the cap on fields',
  },
  parents: {
    'protobuf.message': 'a message; its name counts the messages of the frame from 1',
    'protobuf.field': 'a field: its name, or its number where no type names it',
  },
} as const;
