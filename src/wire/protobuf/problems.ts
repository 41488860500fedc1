import { citedProblems } from '../cited-problems.ts';

/** Whatever the Protobuf reader finds wrong. Codes are permanent. */
export const problems = citedProblems({
  varintUnfinished: {
    code: 'protobuf-varint-unfinished',
    text: 'The message ends inside an integer.',
    source: 'protobuf-encoding §Base 128 Varints',
  },
  varintTooLong: {
    code: 'protobuf-varint-too-long',
    text: 'An integer of variable length has at most ten bytes.',
    source: 'protobuf-encoding §Base 128 Varints',
  },
  fieldNumber: {
    code: 'protobuf-field-number',
    text: 'Field numbers run from 1 to 536,870,911.',
    source: 'proto3 §Assigning Field Numbers',
  },
  wireType: {
    code: 'protobuf-wire-type',
    text: 'There are no wire types 6 and 7.',
    source: 'protobuf-encoding §Message Structure',
  },
  valueUnfinished: {
    code: 'protobuf-value-unfinished',
    text: 'The value is longer than what is left of the message.',
    source: 'protobuf-encoding §Length-Delimited Records',
  },
  wireTypeDiffers: {
    code: 'protobuf-wire-type-differs',
    text: 'The wire type does not fit the type of the field, so parsers keep it as an unknown field.',
  },
  stringNotUtf8: {
    code: 'protobuf-string-not-utf8',
    text: 'A string must be UTF-8; this one is not.',
    source: 'proto3 §Scalar Value Types',
  },
  tooDeep: {
    code: 'protobuf-too-deep',
    text: 'Messages are nested deeper than the lab reads.',
  },
});
