import type { ApiRoute } from './route.ts'
import { schemaOf } from './schemas.ts'

/** A parameter as OpenAPI writes it. */
export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required?: true
  schema: object
  description?: string
}

const OF_WRITES: readonly Parameter[] = [
  {
    ...{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', minLength: 1, maxLength: 200 } },
    description: 'A name of yours for this request: sent again with it, it is done once and answered alike.',
  },
  {
    ...{ name: 'If-Match', in: 'header', schema: { type: 'string' } },
    description: 'The `ETag` that you read: done only if nothing has changed since.',
  },
]

/** What a route is asked with besides its body. */
export function parametersOf({ path, query, writes }: ApiRoute): readonly Parameter[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = '']): Parameter => ({
      ...{ name, in: 'path', required: true, schema: { type: 'string' }, description: 'Its id, or its number.' },
    }),
  )
  const described = query ? (schemaOf(query, 'input') as { properties?: Record<string, { description?: string }> }) : {}
  const inQuery = Object.entries(described.properties ?? {}).map(
    ([name, { description, ...schema }]): Parameter => ({
      ...{ name, in: 'query', schema },
      ...(description && { description }),
    }),
  )
  return [...inPath, ...inQuery, ...(writes ? OF_WRITES : [])]
}
