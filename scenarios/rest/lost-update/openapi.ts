const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const product = (description: string) => ({
  description,
  headers: { ETag: { description: 'The version of the product.', schema: { type: 'string' } } },
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Product' } } },
});

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The entity tag of the version that is to be changed.',
  schema: { type: 'string' },
};

const badContent = {
  '400': problem('The content is not JSON.'),
  '413': problem('The content is too long.'),
  '415': problem('The content has another media type.'),
  '422': problem('It would not be a product.'),
};

const conflicts = {
  '404': problem('There is no such product.'),
  '412': problem('Somebody has changed it meanwhile.'),
  '428': problem('If-Match is missing.'),
};

/** The products API as OpenAPI describes it. */
export const productsOpenapi = {
  openapi: '3.1.2',
  info: {
    title: 'Products',
    version: '1.0.0',
    description: 'Create, read, replace, change and delete products without losing an edit.',
  },
  paths: {
    '/products': {
      post: {
        operationId: 'createProduct',
        summary: 'Creates a product.',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Product' } } },
        },
        responses: {
          '201': product('Created; Location says where.'),
          ...badContent,
        },
      },
    },
    '/products/{id}': {
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          description: 'The number of the product.',
          schema: { type: 'integer' },
        },
      ],
      get: {
        operationId: 'readProduct',
        summary: 'Reads a product.',
        parameters: [
          {
            name: 'If-None-Match',
            in: 'header',
            description: 'The entity tags that are at hand already.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': product('The product.'),
          '304': { description: 'What is at hand is still right.' },
          '404': problem('There is no such product.'),
          '406': problem('JSON is not acceptable.'),
        },
      },
      put: {
        operationId: 'replaceProduct',
        summary: 'Replaces a product.',
        parameters: [ifMatch],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Product' } } },
        },
        responses: { '204': { description: 'Replaced.' }, ...badContent, ...conflicts },
      },
      patch: {
        operationId: 'changeProduct',
        summary: 'Changes some members of a product.',
        parameters: [ifMatch],
        requestBody: {
          required: true,
          content: { 'application/merge-patch+json': { schema: { type: 'object' } } },
        },
        responses: { '200': product('The product as it is now.'), ...badContent, ...conflicts },
      },
      delete: {
        operationId: 'deleteProduct',
        summary: 'Deletes a product.',
        parameters: [ifMatch],
        responses: { '204': { description: 'Deleted.' }, ...conflicts },
      },
    },
  },
  components: {
    schemas: {
      Product: {
        type: 'object',
        required: ['name', 'cents'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 100 },
          cents: { type: 'integer', minimum: 0, maximum: 100_000_000 },
        },
      },
      Problem: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
        },
      },
    },
  },
};
