import { citedProblems } from '../cited-problems.ts';

const error = 'COMPRESSION_ERROR';

/** Whatever the HPACK decoder finds wrong. Codes are permanent. */
export const problems = citedProblems({
  indexZero: {
    code: 'hpack-index-zero',
    error,
    text: 'COMPRESSION_ERROR: an indexed field has the index 0, which stands for nothing.',
    source: 'rfc7541 §6.1',
  },
  indexBeyondTables: {
    code: 'hpack-index-beyond-tables',
    error,
    text: 'COMPRESSION_ERROR: the index is larger than both tables together.',
    source: 'rfc7541 §2.3.3',
  },
  indexBeyondCap: {
    code: 'hpack-index-beyond-cap',
    text: 'The index points to an entry older than the lab keeps, so later blocks cannot be read.',
    source: 'rfc7541 §7.3',
  },
  integerUnfinished: {
    code: 'hpack-integer-unfinished',
    error,
    text: 'COMPRESSION_ERROR: the block ends inside an integer.',
    source: 'rfc7541 §5.1',
  },
  integerTooLarge: {
    code: 'hpack-integer-too-large',
    error,
    text: 'COMPRESSION_ERROR: an integer is larger, or written in more octets, than a decoder takes.',
    source: 'rfc7541 §5.1',
  },
  stringUnfinished: {
    code: 'hpack-string-unfinished',
    error,
    text: 'COMPRESSION_ERROR: a string is longer than what is left of the block.',
    source: 'rfc7541 §5.2',
  },
  huffmanPadding: {
    code: 'hpack-huffman-padding',
    error,
    text: 'COMPRESSION_ERROR: the padding of a Huffman string is a full octet, or holds a zero.',
    source: 'rfc7541 §5.2',
  },
  huffmanEos: {
    code: 'hpack-huffman-eos',
    error,
    text: 'COMPRESSION_ERROR: a Huffman string holds the symbol EOS.',
    source: 'rfc7541 §5.2',
  },
  sizeUpdateTooLarge: {
    code: 'hpack-size-update-too-large',
    error,
    text: 'COMPRESSION_ERROR: the dynamic table is made larger than the receiver allows.',
    source: 'rfc7541 §6.3',
  },
  sizeUpdateTooLate: {
    code: 'hpack-size-update-too-late',
    error,
    text: 'COMPRESSION_ERROR: a table size update stands behind a field; it must open the block.',
    source: 'rfc7541 §4.2',
  },
  sizeUpdateMissing: {
    code: 'hpack-size-update-missing',
    error,
    text: 'COMPRESSION_ERROR: the receiver shrank the dynamic table, and this block does not begin with the size update.',
    source: 'rfc9113 §4.3.1',
  },
  tooManyFields: {
    code: 'hpack-too-many-fields',
    text: 'The block unfolds to more fields, or larger ones, than the lab keeps.',
    source: 'rfc9113 §10.5.1',
  },
  contextLost: {
    code: 'hpack-context-lost',
    text: 'An earlier block could not be read, so the tables are no longer known and this one cannot be read either.',
    source: 'rfc9113 §4.3',
  },
});
