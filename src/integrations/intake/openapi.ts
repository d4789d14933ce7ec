import { z } from 'zod'
import { MOST_ORDERS, published, SCHEMA } from './schema.ts'

const PROBLEMS: Readonly<Record<string, string>> = {
  400: 'The body is not JSON.',
  401: 'Not signed by that store, too long ago, or with another key.',
  405: 'Not POST.',
  409: 'The same request is still being worked on.',
  413: 'More than 5 MB.',
  415: 'Not application/json.',
  422: 'Not as the schema says: `errors` has JSON pointers. Or its key was used for another body.',
  503: 'Try again after `Retry-After`.',
}

let made: object | undefined

/** What this door takes and answers, as OpenAPI 3.1, from the very schemas that read it. */
export function openApi(): object {
  made ??= {
    openapi: '3.1.0',
    info: {
      title: 'Waybill: orders in',
      version: SCHEMA,
      description: `Orders of one store; ${MOST_ORDERS} at most at a time.`,
    },
    paths: { '/intake/{store}': { post: operation() } },
    components: {
      schemas: schemas(),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'Standard Webhooks: also `webhook-id` and `webhook-timestamp`, at most five minutes old.',
        },
      },
    },
  }
  return made
}

function operation() {
  const parameters = [
    { name: 'store', in: 'path', required: true, schema: { type: 'string' } },
    {
      name: 'dry-run',
      in: 'query',
      schema: { enum: ['1'] },
      description: 'Says what would happen, and changes nothing.',
    },
    {
      name: 'Idempotency-Key',
      in: 'header',
      schema: { type: 'string', maxLength: 255 },
      description: 'Without it, `webhook-id` counts.',
    },
  ]
  const json = (name: string, type = 'application/json') => ({
    content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } },
  })
  const either = { oneOf: [{ $ref: '#/components/schemas/OneOrder' }, { $ref: '#/components/schemas/Orders' }] }
  return {
    operationId: 'sendOrders',
    summary: 'Send an order, or many, as they are now.',
    parameters,
    security: [{ key: [] }, { signature: [] }],
    requestBody: { required: true, content: { 'application/json': { schema: either } } },
    responses: {
      200: { description: 'What became of each order.', ...json('Results') },
      ...Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, description]) => [
          status,
          { description, ...json('Problem', 'application/problem+json') },
        ]),
      ),
    },
  }
}

/** Each published schema without the names that only a schema of its own needs. */
function schemas(): object {
  const { schemas: all } = z.toJSONSchema(published, { io: 'input', uri: id => `#/components/schemas/${id}` })
  return Object.fromEntries(Object.entries(all).map(([name, { $schema, $id, ...rest }]) => [name, rest]))
}
