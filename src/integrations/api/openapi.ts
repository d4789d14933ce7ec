import { z } from 'zod'
import { Problem } from '../../kernel/ground/problem.ts'
import { parametersOf } from './parameters.ts'
import type { ApiRoute } from './route.ts'
import { describedSchemas, schemaOf } from './schemas.ts'

const PROBLEMS: Readonly<Record<string, string>> = {
  400: 'The body is not JSON.',
  401: 'No key, or one that has ended.',
  403: 'The key lacks the scope.',
  404: 'It is not here, or not yours.',
  409: 'The same request is still being worked on.',
  412: 'It has changed since the version in `If-Match`.',
  413: 'More than 32 MB.',
  415: 'Not application/json.',
  422: 'Refused: `detail` says why, and `errors` where. Or its `Idempotency-Key` was used for something else.',
  429: 'More than 600 requests in a minute. Wait for `Retry-After`.',
  503: 'Try again after `Retry-After`, with the same `Idempotency-Key`.',
}
/** What only requests with a body, or that write, are answered. */
const [OF_BODIES, OF_WRITES] = [
  ['400', '415'],
  ['409', '412'],
]

/** What the API takes and answers, as OpenAPI 3.1, from the very routes and schemas that serve it. */
export function openApi(routes: readonly ApiRoute[]): object {
  const paths = Map.groupBy(routes, ({ path }) => path)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waybill',
      version: '1',
      description:
        'For suppliers and for the shop’s own systems. Send `Authorization: Bearer wb_…`; staff make keys with /api key.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ group }) => group))].map(name => ({ name })),
    paths: Object.fromEntries(
      [...paths].map(([path, some]) => [path, Object.fromEntries(some.map(one => [one.method, operation(one)]))]),
    ),
    components: {
      schemas: schemas(),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key, `wb_…`.' } },
    },
  }
}

function operation(route: ApiRoute) {
  const { id, group, does, more, scopes, body, reply, example } = route
  return {
    operationId: id,
    tags: [group],
    summary: does,
    description: [more, `Scope: ${scopes.join(' or ')}.`].filter(Boolean).join(' '),
    parameters: parametersOf(route),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(body, 'input'), ...(example && { example }) } },
      },
    }),
    responses: {
      200: { description: 'Done.', content: contentOf(reply) },
      ...Object.fromEntries(
        Object.entries(PROBLEMS)
          .filter(
            ([status]) => (body || !OF_BODIES?.includes(status)) && (route.writes || !OF_WRITES?.includes(status)),
          )
          .map(([status, description]) => [
            status,
            { description, content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } } },
          ]),
      ),
    },
  }
}

const contentOf = (reply: ApiRoute['reply']) =>
  reply === 'file' ? { '*/*': {} } : { 'application/json': { schema: schemaOf(reply, 'output') } }

/** Each named schema without what only a schema of its own needs. */
function schemas(): object {
  const { schemas: all } = z.toJSONSchema(describedSchemas, { io: 'output', uri: id => `#/components/schemas/${id}` })
  return Object.fromEntries(Object.entries(all).map(([name, { $schema, $id, ...rest }]) => [name, rest]))
}
