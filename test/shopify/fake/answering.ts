import { defaultFieldResolver, execute, type GraphQLFieldResolver, getNamedType, isCompositeType } from 'graphql'
import { isHidden, mustHaveAccess } from './access.ts'
import { costOf, MOST } from './cost.ts'
import { readDocument } from './document.ts'
import type { Fault } from './faults.ts'
import { Idempotency } from './idempotency.ts'
import { mutations } from './mutations.ts'
import { queries } from './queries.ts'
import { schema } from './schema.ts'
import type { FakeShop } from './shop.ts'

export type Call = { query?: unknown; variables?: Record<string, unknown> | null }
/** `fault`: what goes wrong on the way back. */
export type Answered = { body: unknown; fault: Fault | null; fields?: readonly string[] }

/** One shop's GraphQL: checks a document, has it paid for, carries it out. */
export function answering(shop: FakeShop): (call: Call) => Promise<Answered> {
  const rootValue = { ...queries(shop), ...mutations(shop) }
  const idempotency = new Idempotency()

  const fieldResolver: GraphQLFieldResolver<unknown, { found: number }> = (source, args, context, info) => {
    const type = getNamedType(info.returnType)
    mustHaveAccess(shop.app, info.parentType.name, info.fieldName, type.name)
    if (isHidden(shop.app, `${info.parentType.name}.${info.fieldName}`)) return null
    if (isCompositeType(type)) context.found += 1
    return idempotency.once(info, args, () => defaultFieldResolver(source, args, context, info))
  }

  return async ({ query, variables }) => {
    const read = readDocument(query)
    if ('errors' in read) return { body: read, fault: null }
    const { document, operation, fragments, fields } = read
    const fault = shop.faults.take(fields)
    if (fault === 'request lost' || (fault && typeof fault === 'object' && !fault.done)) return { body: null, fault }
    const variableValues = variables ?? {}
    const requested = costOf(operation, fragments, variableValues)
    if (requested > MOST) return { body: tooMuch(requested), fault: null }
    if (fault === 'throttled' || !shop.bucket.pay(requested)) return { body: throttled(shop, requested), fault: null }
    await shop.faults.at('come in', fields)
    shop.calls.push(...fields)
    const contextValue = { found: 0 }
    const done = await execute({ schema, document, rootValue, contextValue, variableValues, fieldResolver })
    const actual = Math.min(requested, contextValue.found + (operation.operation === 'mutation' ? 10 : 0))
    shop.bucket.giveBack(requested - actual)
    const cost = { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: shop.bucket.status }
    await shop.faults.at('done', fields)
    return { body: { ...done, extensions: { cost } }, fault, fields }
  }
}

const tooMuch = (cost: number) => ({
  errors: [
    {
      message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MOST}).`,
      extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: MOST },
    },
  ],
})

const throttled = (shop: FakeShop, requestedQueryCost: number) => ({
  errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
  extensions: { cost: { requestedQueryCost, actualQueryCost: null, throttleStatus: shop.bucket.status } },
})
