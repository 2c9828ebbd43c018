import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { writeFile } from 'node:fs/promises';
import { problemCodes } from '../problems/problem-codes.js';

/** The name by which browsers keep it to this host, this path and TLS (RFC 6265bis, section 4.1.3.2). */
const COOKIE_OF_SESSIONS = '__Host-habeas';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'options', 'head', 'trace'] as const;

/** The OpenAPI 3.1 document of the application as it is put together, with the problem answer on every operation. */
export function buildOpenApi(app: INestApplication, version = '0.0.0'): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Habeas')
    .setDescription('Answers the requests people make about their own data, and proves it.')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: "A staff member's or system's API key" }, 'staff')
    .addCookieAuth(
      COOKIE_OF_SESSIONS,
      {
        type: 'apiKey',
        in: 'cookie',
        description:
          'A session of staff, set by signing in; named `habeas` on plain HTTP. What changes something must also carry `Sec-Fetch-Site: same-origin` or the `Origin` of this service, as browsers do by themselves.',
      },
      'session',
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: "The token of a person's case" }, 'person')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token of one task' }, 'callback')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The key of an agent in another network' }, 'agent')
    .build();
  const document = SwaggerModule.createDocument(app, builder, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  addProblems(document);
  sortEnums(document);
  return withoutNullable(document) as OpenAPIObject;
}

/**
 * Members of a union come in the order in which the compiler met them, which differs between a fresh and a repeated build:
 * sorted, the same program gives the same document.
 */
function sortEnums(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === 'enum' && Array.isArray(value)) value.sort((a, b) => (String(a) < String(b) ? -1 : 1));
    else sortEnums(value);
  }
}

/** Writes the document to be committed; the same application always gives the same bytes. */
export async function writeOpenApi(app: INestApplication, path: string, version?: string): Promise<void> {
  await writeFile(path, `${JSON.stringify(buildOpenApi(app, version), null, 2)}\n`);
}

function addProblems(document: OpenAPIObject): void {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema() as never },
    responses: {
      ...document.components?.responses,
      Problem: {
        description: 'A problem document (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation)
        operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } };
    }
  }
}

function problemSchema(): object {
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string', format: 'uri', examples: ['urn:habeas:problem:validation-failed'] },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string', enum: Object.keys(problemCodes) },
      instance: { type: 'string', format: 'uri', description: 'Names this request in the logs' },
      detail: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pointer', 'rule', 'detail'],
          properties: {
            pointer: { type: 'string', description: 'JSON pointer (RFC 6901)' },
            rule: { type: 'string' },
            detail: { type: 'string' },
          },
        },
      },
    },
  };
}

/** OpenAPI 3.1 is JSON Schema 2020-12, which knows no `nullable`: it becomes a type of its own. */
function withoutNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNullable);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, withoutNullable(value)]),
  );
  if (nullable !== true) return nullable === undefined || nullable === false ? rest : { ...rest, nullable };
  const { type } = rest;
  if (typeof type === 'string') {
    const values = rest['enum'];
    return {
      ...rest,
      type: [type, 'null'],
      ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
    };
  }
  return { anyOf: [rest, { type: 'null' }] };
}
