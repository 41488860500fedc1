import { type OpenSchemas, openSchemas } from '../schemas.ts';

/** Validated well, and told badly: that something is wrong. */
export const vague: OpenSchemas = (document) => {
  const open = openSchemas(document);
  return (pointer) => {
    const judge = open(pointer);
    return (value) => (judge(value).length > 0 ? [{ pointer: '', detail: 'is invalid' }] : []);
  };
};
