import { z } from 'zod'
import { ShipToResource } from '../../../kernel/shapes/case-resources.ts'
import { PurchaseOrderResource } from '../../../kernel/shapes/resources.ts'
import { NotHere } from '../../../kernel/words/refusal.ts'
import type { Choices } from '../choices.ts'
import { answersText, LineAnswers } from '../lines.ts'
import { type ApiRoute, route } from '../route.ts'
import { ActDone, day, describedSchemas, paged, pageSchema, words } from '../schemas.ts'

const group = 'Purchase orders'
const [read, write] = [{ scopes: ['purchase-orders:read'] }, { scopes: ['purchase-orders:write'] }] as const
const one = '/purchase-orders/{purchaseOrder}'

const LISTS = [
  ...(['open', 'unacknowledged', 'acknowledged', 'due', 'late', 'problems', 'shipped', 'delivered'] as const),
  ...(['declined', 'cancelled', 'all'] as const),
] as const

/** Purchase orders, and what a supplier says of them as a whole. */
export const purchaseOrderRoutes = (choices: Choices): readonly ApiRoute[] => [
  route({
    ...{ id: 'listPurchaseOrders', group, method: 'get', path: '/purchase-orders', ...read },
    does: 'List purchase orders, the newest first.',
    query: z.strictObject({
      which: z.enum(LISTS).default('open').describe('How they stand.'),
      text: z
        .string()
        .trim()
        .min(2)
        .max(200)
        .optional()
        .describe('Words of its products, its number, or a tracking number.'),
      sort: z.enum(['newest', 'oldest']).default('newest'),
      ...paged,
    }),
    reply: pageSchema(PurchaseOrderResource).register(describedSchemas, { id: 'PurchaseOrders' }),
    async run({ resources, holder }, { query }) {
      const { rows, next, all } = await resources.purchaseOrders(holder.actor, query)
      return { rows: [...rows], next, all }
    },
  }),
  route({
    ...{ id: 'showPurchaseOrder', group, method: 'get', path: one, ...read },
    does: 'Show one with its lines, parcels, times, requirements and open questions.',
    reply: PurchaseOrderResource,
    run: ({ resources, holder }, { params }) => resources.purchaseOrder(holder.actor, params.purchaseOrder ?? ''),
  }),
  route({
    ...{ id: 'acknowledge', group, method: 'post', path: `${one}/acknowledge`, ...write },
    does: 'Accept all of it, with a ship date if you like.',
    body: z.strictObject({ promised: day.optional() }),
    example: { promised: '2026-11-25' },
    reply: ActDone,
    run: ({ act }, { params: { purchaseOrder = '' }, body }) =>
      act('po.acknowledge', { purchaseOrder, ...body }, { about: purchaseOrder }),
  }),
  route({
    ...{ id: 'promise', group, method: 'post', path: `${one}/promise`, ...write },
    does: 'Promise the day it ships, or another day than before.',
    body: z.strictObject({ promised: day }),
    example: { promised: '2026-11-25' },
    reply: ActDone,
    run: ({ act }, { params: { purchaseOrder = '' }, body }) =>
      act('po.promise', { purchaseOrder, ...body }, { about: purchaseOrder }),
  }),
  route({
    ...{ id: 'decline', group, method: 'post', path: `${one}/decline`, ...write },
    does: 'Decline the whole purchase order.',
    body: z.strictObject({
      reason: z.enum(choices('po.decline', 'reason')),
      note: words(1_000, 'For the shop’s staff.').optional(),
    }),
    example: { reason: 'inventory_out_of_stock', note: 'Back in June.' },
    reply: ActDone,
    run: ({ act }, { params: { purchaseOrder = '' }, body }) =>
      act('po.decline', { purchaseOrder, ...body }, { about: purchaseOrder }),
  }),
  route({
    ...{ id: 'answerByLine', group, method: 'post', path: `${one}/lines`, ...write },
    does: 'Answer line by line: yes, later, another price or SKU, or no.',
    more: 'A second answer revises the first; both stay on record.',
    body: z.strictObject({ lines: LineAnswers, note: words(1_000, 'For the shop’s staff.').optional() }),
    example: {
      lines: [
        { line: 'LAMP', quantity: 1, answer: 'accept' },
        { line: 'BULB', answer: 'backorder', until: '2026-12-20' },
      ],
    },
    reply: ActDone,
    async run({ act, resources, holder }, { params: { purchaseOrder = '' }, body: { lines, ...body } }) {
      const found = await resources.purchaseOrder(holder.actor, purchaseOrder)
      const said = { purchaseOrder, lines: answersText(found.lines, lines), ...body }
      return act('po.reply', said, { about: purchaseOrder })
    },
  }),
  route({
    ...{ id: 'askAbout', group, method: 'post', path: `${one}/questions`, ...write },
    does: 'Ask the shop about it.',
    body: z.strictObject({ question: words(3_000, 'The shop’s staff read it.') }),
    example: { question: 'Is the blue one meant?' },
    reply: ActDone,
    run: ({ act }, { params: { purchaseOrder = '' }, body }) => act('po.ask', { purchaseOrder, ...body }),
  }),
  route({
    ...{ id: 'answerChange', group, method: 'post', path: `${one}/changes/{change}/answer`, ...write },
    does: 'Accept or refuse a change that the shop asks for.',
    body: z.strictObject({
      answer: z.enum(['accept', 'refuse']),
      note: words(1_000, 'For the shop’s staff.').optional(),
    }),
    example: { answer: 'accept' },
    reply: ActDone,
    async run({ act, resources, holder }, { params: { purchaseOrder = '', change }, body }) {
      const found = await resources.purchaseOrder(holder.actor, purchaseOrder)
      if (!found.changes.some(({ id }) => id === change))
        throw new NotHere(`There is no such change to ${found.number}.`)
      return act('po.answer', { purchaseOrder, change, ...body }, { about: purchaseOrder })
    },
  }),
  route({
    ...{ id: 'showShipTo', group, method: 'get', path: `${one}/ship-to`, scopes: ['ship-to:read'] },
    does: 'Show the full address. The record shows that you looked.',
    reply: ShipToResource,
    async run({ act, resources, holder }, { params: { purchaseOrder = '' } }) {
      await act('po.shipto', { purchaseOrder })
      return resources.shipTo(holder.actor, purchaseOrder)
    },
  }),
]
