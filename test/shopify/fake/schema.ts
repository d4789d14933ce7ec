import { readFileSync } from 'node:fs'
import { buildSchema, GraphQLError, type GraphQLScalarType } from 'graphql'

/** The part of Shopify's Admin API that Waybill uses, as GraphQL checks and answers it. */
export const schema = buildSchema(readFileSync(new URL('admin.graphql', import.meta.url), 'utf8'))

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** Scalars that take what they should, and nothing else. */
const CHECKS: Record<string, (value: string) => boolean> = {
  DateTime: value => ISO.test(value) && !Number.isNaN(Date.parse(value)),
  Money: value => /^\d+(\.\d+)?$/.test(value),
  URL: value => /^https?:\/\//.test(value) && URL.canParse(value),
}
for (const [name, isFine] of Object.entries(CHECKS)) {
  const scalar = schema.getType(name) as GraphQLScalarType
  scalar.coerceInputValue = value => {
    const text = String(value)
    if (!isFine(text)) throw new GraphQLError(`Invalid ${name} '${text}'`)
    return text
  }
}
