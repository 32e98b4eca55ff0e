import type { TSchema } from 'typebox';

/** The surface of a route as data, as every contract.ts states it. */
export type RouteContract = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly access: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly response?: TSchema;
  readonly problems?: readonly string[];
};

export const openApiContract = {
  name: 'readOpenApi',
  method: 'GET',
  path: '/api/v1/openapi.json',
  access: 'public',
} as const;

/** The description of the HTTP interface, made from the contracts themselves (OpenAPI 3.1). */
export function openApiDocument(contracts: readonly RouteContract[], version: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of contracts) {
    const path = contract.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(contract) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Desk Pilkada / Desk Pemilu',
      version,
      description:
        'Data cepat Desk, bukan hasil resmi. Hasil resmi ditetapkan KPU. / Unofficial working figures; official results are decided by KPU.',
    },
    paths,
    components: { schemas: { Problem: PROBLEM } },
  };
}

function operation({ name, access, params, query, body, response, problems }: RouteContract): unknown {
  return {
    operationId: name,
    'x-access': access,
    parameters: [...parameters('path', params), ...parameters('query', query)],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: { description: 'OK', ...(response ? { content: { 'application/json': { schema: response } } } : {}) },
      default: {
        description: problems && problems.length > 0 ? `Problem: ${problems.join(', ')}` : 'Problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parameters(place: 'path' | 'query', schema: TSchema | undefined): unknown[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, TSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }));
}

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457, Indonesian first',
  required: ['type', 'title', 'status', 'detail', 'code', 'fields'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    detail_en: { type: 'string' },
    code: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
  },
};
