import { Ajv2020 } from 'ajv/dist/2020.js';
import type { OpenSchemas } from '../schemas.ts';

/** The right dialect, as it comes: format says what a text is meant to be, and forbids nothing. */
export const noFormats: OpenSchemas = (document) => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  ajv.addSchema(document, 'description');
  return (pointer) => {
    const validate = ajv.compile({ $ref: `description#${pointer}` });
    return (value) => {
      if (validate(value)) return [];
      return (validate.errors ?? []).map(({ instancePath, params, message = '' }) => {
        const member = params.missingProperty ?? params.unevaluatedProperty;
        return { pointer: member ? `${instancePath}/${member}` : instancePath, detail: message };
      });
    };
  };
};
