import { z } from 'zod'
import { listPlace } from '../../kernel/ground/keyset.ts'
import { Problem } from '../../kernel/ground/problem.ts'
import {
  CaseResource,
  OrderResource,
  ShipToResource,
  TermsResource,
  WholeCaseResource,
} from '../../kernel/shapes/case-resources.ts'
import { ParcelResource, PurchaseOrderResource } from '../../kernel/shapes/resources.ts'

/** What the description names, and refers to by its name. */
export const describedSchemas = z.registry<{ id: string }>()
describedSchemas.add(Problem, { id: 'Problem' })
describedSchemas.add(PurchaseOrderResource, { id: 'PurchaseOrder' })
describedSchemas.add(ParcelResource, { id: 'Parcel' })
describedSchemas.add(ShipToResource, { id: 'ShipTo' })
describedSchemas.add(CaseResource, { id: 'Case' })
describedSchemas.add(WholeCaseResource, { id: 'WholeCase' })
describedSchemas.add(TermsResource, { id: 'Terms' })
describedSchemas.add(OrderResource, { id: 'Order' })

export const ActDone = z
  .strictObject({ text: z.string().describe('What was done, in a sentence.') })
  .register(describedSchemas, { id: 'Done' })

export const words = (most: number, means: string) => z.string().trim().min(1).max(most).describe(means)
export const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'isn’t a day such as 2026-11-25')
  .describe('A day where the supplier is, such as 2026-11-25.')

/** Pictures and files, sent along: at most ten, each at most 8 MB. */
export const SentFiles = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).max(200),
      base64: z.base64().min(4).max(11_200_000).describe('What is in it, in base64.'),
    }),
  )
  .min(1)
  .max(10)

/** What every list is asked with. */
export const paged = {
  cursor: listPlace.optional().describe('Where the page begins: `next` of the page before it.'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('How many at most.'),
}

/** A page of things. */
export const pageSchema = <S extends z.ZodType>(row: S) =>
  z.strictObject({
    rows: z.array(row),
    next: z.string().nullable().describe('The `cursor` of the next page; null at the end.'),
    all: z.number().int().nullable().describe('How many there are in all; null for very many.'),
  })

/** A schema as OpenAPI writes it: by its name where it has one. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const named = describedSchemas.get(schema)
  if (named) return { $ref: `#/components/schemas/${named.id}` }
  const { $schema, ...inline } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return inline
}
