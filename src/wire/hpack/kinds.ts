/** Every kind of node of the `hpack` layer. */
export const hpackKinds = {
  leaves: {
    'hpack.index': 'the bits that tell the representation, and the index into the tables',
    'hpack.name-length': 'the Huffman bit and the length of a name in octets',
    'hpack.name': 'a name that is written out',
    'hpack.value-length': 'the Huffman bit and the length of a value in octets',
    'hpack.value': 'a value that is written out',
    'hpack.size': 'the bits that tell a size update, and the new size of the dynamic table',
    'hpack.more-fields': 'further fields, past the cap on fields; they were decoded, not kept',
    'hpack.unread': 'octets that could not be decoded',
  },
  parents: {
    'hpack.indexed': 'a field that comes whole from a table',
    'hpack.incremental': 'a field that is written out and enters the dynamic table',
    'hpack.not-indexed': 'a field that is written out and enters no table',
    'hpack.never-indexed': 'a field that is written out and must never enter a table',
    'hpack.table-size-update': 'a change of the size of the dynamic table',
  },
} as const;
