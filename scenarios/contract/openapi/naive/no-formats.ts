import { Ajv2020 } from 'ajv/dist/2020.js';
import type { OpenSchemas } from '../schemas.ts';

/** The right dialect, as it comes: without a plugin this validator has no formats, and passes over them. */
export const noFormats: OpenSchemas = (document) => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false });
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
