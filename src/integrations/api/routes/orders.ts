import { z } from 'zod'
import { OrderResource } from '../../../kernel/shapes/case-resources.ts'
import type { Choices } from '../choices.ts'
import { type ApiRoute, route } from '../route.ts'
import { ActDone, describedSchemas, paged, pageSchema, words } from '../schemas.ts'

const group = 'Orders'

/** What the shop's own systems read of orders, and do. */
export const orderRoutes = (choices: Choices): readonly ApiRoute[] => [
  route({
    ...{ group, scopes: ['orders:read'], id: 'listOrders', method: 'get', path: '/orders' },
    does: 'List orders, the newest first.',
    query: z.strictObject({
      which: z
        .enum(choices('order.list', 'which'))
        .refine(one => one !== 'mine', 'is for people')
        .default('open'),
      supplier: words(200, 'Only orders that this one has.').optional(),
      store: words(200, 'Only orders of this one.').optional(),
      text: z.string().trim().min(2).max(200).optional().describe('Words or numbers in them.'),
      sort: z.enum(['newest', 'oldest']).default('newest'),
      ...paged,
    }),
    reply: pageSchema(OrderResource).register(describedSchemas, { id: 'Orders' }),
    async run({ resources, holder }, { query }) {
      const { rows, next, all } = await resources.orders(holder.actor, query)
      return { rows: [...rows], next, all }
    },
  }),
  route({
    ...{ group, scopes: ['orders:read'], id: 'showOrder', method: 'get', path: '/orders/{order}' },
    does: 'Show one with its lines and purchase orders.',
    reply: OrderResource,
    run: ({ resources, holder }, { params }) => resources.order(holder.actor, params.order ?? ''),
  }),
  route({
    ...{ group, scopes: ['orders:write'], id: 'forwardOrder', method: 'post', path: '/orders/{order}/forward' },
    does: 'Ask the suppliers of an order to ship.',
    body: z.strictObject({
      supplier: words(200, 'Only this one; its SKUs decide, if not said.').optional(),
      skus: z.array(words(200, 'Only these lines.')).min(1).max(200).optional(),
      note: words(1_000, 'The supplier reads it.').optional(),
    }),
    example: { note: 'No invoice in the parcel, please.' },
    reply: ActDone,
    async run({ act, resources, holder }, { params, body: { skus, ...body } }) {
      const { id } = await resources.order(holder.actor, params.order ?? '')
      return act('order.forward', { order: id, ...body, ...(skus && { skus: skus.join(', ') }) })
    },
  }),
]
