import { formSchemaOf, houseRefusals, jsonSchemaOf, routeOf, type AnyCommand, type AnyQuery, type Registry } from '@millrace/kernel';

/** OpenAPI 3.1 of a set of rooms, derived from their addresses. */
export function openApi(rooms: Registry, version: string): Record<string, unknown> {
  const paths: Record<string, unknown> = {};
  for (const command of rooms.commands.values()) if (command.caller !== 'system') paths[routeOf(command.address)] = { post: commandOperation(command) };
  for (const query of rooms.queries.values()) paths[routeOf(query.address)] = { get: queryOperation(query) };
  return {
    openapi: '3.1.0',
    info: { title: 'Millrace', version, description: 'Every command and query of this plant. A command is a POST with an idempotency key; a query is a GET.' },
    paths,
    components: {
      schemas: { Problem: problemSchema, Answer: answerSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'millrace' }, token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ session: [] }, { token: [] }],
  };
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to do next, for a person' },
    rule: { type: 'string', description: 'Stable code, room.noun.verb/reason' },
    facts: { type: 'object' },
  },
};

const answerSchema = {
  type: 'object',
  required: ['act', 'records', 'events', 'isRepeat'],
  properties: {
    act: { type: 'string', format: 'uuid' },
    records: {
      type: 'array',
      items: {
        type: 'object',
        properties: { noun: { type: 'string' }, id: { type: 'string' }, number: { type: 'string' }, revision: { type: 'integer' }, state: { type: 'string' } },
      },
    },
    events: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' }, type: { type: 'string' }, subject: { type: 'string' } } } },
    remarks: { type: 'array', items: { type: 'object' } },
    isRepeat: { type: 'boolean', description: 'The key was used before: this is the earlier answer' },
    told: { type: 'object', description: 'Secrets that were made, by name: shown here once and kept nowhere' },
    kept: { type: 'object', description: 'A report that did not fit and waits for a person' },
  },
};

function commandOperation(command: AnyCommand) {
  const meanings = Object.values(command.signs as Record<string, string>);
  const rules = [...Object.keys(command.refusals), ...Object.keys(command.rules)].map((rule) => `${command.address}/${rule}`);
  return {
    operationId: command.address,
    summary: command.summary,
    tags: [command.address.split('.')[0]],
    description:
      [
        command.is === 'report' ? 'A report of what happened: always kept.' : undefined,
        meanings.length > 0 ? `Can be signed: ${meanings.join(' / ')}.` : undefined,
        rules.length > 0 ? `May refuse with: ${rules.join(', ')}.` : undefined,
      ]
        .filter(Boolean)
        .join(' ') || undefined,
    parameters: [{ name: 'Idempotency-Key', in: 'header', required: command.content === undefined, schema: { type: 'string' } }, ...besideContent(command)],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['input'],
            properties: {
              input: formSchemaOf(command),
              reason: { type: 'string' },
              seen: { type: 'integer' },
              happenedAt: { type: 'string', format: 'date-time' },
              signature: {
                type: 'object',
                required: ['meaning', 'secret'],
                properties: { meaning: { type: 'string', ...(meanings.length > 0 && { enum: meanings }) }, secret: { type: 'string' } },
              },
            },
          },
        },
        ...(command.content &&
          Object.fromEntries(
            (command.content.types === 'any' ? ['application/octet-stream'] : command.content.types).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
          )),
      },
    },
    responses: {
      200: json('#/components/schemas/Answer', 'Done'),
      ...(command.is === 'report' && { 202: json('#/components/schemas/Answer', 'Kept for a person to settle') }),
      ...refusals,
    },
  };
}

/** Where the body is a file, what a form would say comes with the address. */
function besideContent(command: AnyCommand) {
  if (!command.content) return [];
  const { properties = {} } = jsonSchemaOf(command.input) as { properties?: Record<string, unknown> };
  return Object.entries(properties)
    .filter(([name]) => name !== command.content?.into)
    .map(([name, schema]) => ({ name, in: 'query', required: false, description: 'Only where the body is the file itself', schema }));
}

const json = (ref: string, description: string) => ({ description, content: { 'application/json': { schema: { $ref: ref } } } });
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } });
const statuses = [...new Set(Object.values(houseRefusals).map((one) => one.status as number))].toSorted();
const refusals = Object.fromEntries(statuses.map((status) => [status, problem('Refused')]));

function queryOperation(query: AnyQuery) {
  const input = jsonSchemaOf(query.input) as { properties?: Record<string, unknown>; required?: string[] };
  const answer = jsonSchemaOf(query.output);
  return {
    operationId: query.address,
    summary: query.summary,
    tags: [query.address.split('.')[0]],
    parameters: Object.entries(input.properties ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: input.required?.includes(name) && !(schema as { default?: unknown }).default ? true : false,
      schema,
    })),
    responses: { 200: { description: 'Answer', content: { [answer.format === 'binary' ? 'application/octet-stream' : 'application/json']: { schema: answer } } }, ...refusals },
  };
}
