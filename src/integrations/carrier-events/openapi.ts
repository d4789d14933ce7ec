import { z } from 'zod'
import { CARRIER_SCHEMA, MOST_IN_ONE, SentScans } from './schema.ts'

const PROBLEMS: Readonly<Record<string, string>> = {
  400: 'The body is not JSON.',
  401: 'Not signed with the secret, or more than five minutes ago.',
  413: 'More than 1 MB.',
  415: 'Not application/json.',
  422: 'Not as the schema says: `errors` has JSON pointers.',
  503: 'Try again after `Retry-After`.',
}

/** What this door takes and answers, as OpenAPI 3.1, from the schema that reads it. */
export function carrierOpenApi(): object {
  const { $schema, ...schema } = z.toJSONSchema(SentScans, { io: 'input' })
  const signature = { type: 'apiKey', in: 'header', name: 'webhook-signature' }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waybill: scans in',
      version: CARRIER_SCHEMA,
      description: `What carriers said of parcels; ${MOST_IN_ONE} scans at most at a time. The same again changes nothing.`,
    },
    paths: {
      '/carrier/events': {
        post: {
          operationId: 'sendScans',
          summary: 'Send scans, in any order.',
          security: [{ signature: [] }],
          requestBody: { required: true, content: { 'application/json': { schema } } },
          responses: {
            200: { description: 'They are kept: `followed` where something was new, else `known`.' },
            ...Object.fromEntries(Object.entries(PROBLEMS).map(([status, description]) => [status, { description }])),
          },
        },
      },
    },
    components: { securitySchemes: { signature: { ...signature, description: 'Standard Webhooks.' } } },
  }
}
