import { z } from 'zod'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { PiecesOfLines, piecesText } from '../lines.ts'
import { type ApiRoute, type At, route } from '../route.ts'
import { ActDone, describedSchemas, words } from '../schemas.ts'

const group = 'Parcels'
const write = { group, scopes: ['purchase-orders:write'] } as const
const parcels = '/purchase-orders/{purchaseOrder}/parcels'

const number = words(200, 'The tracking number, as on the label.')
const carrier = words(80, 'Its code or name; needed where the number alone does not prove it.').optional()
const sure = z.literal(true).optional().describe('Says that what looks like a mistake is none.')
const changed = z
  .enum(['as_changed', 'as_before'])
  .optional()
  .describe('Where a change is open: how it shipped. That answers the change.')
const Parcel = {
  number,
  carrier,
  lines: PiecesOfLines.optional().describe('All that is left, if not said.'),
  sure,
  changed,
}
type NewParcel = z.output<z.ZodObject<typeof Parcel>>

/** Tracking numbers: one, many, corrected and taken off. */
export const parcelRoutes: readonly ApiRoute[] = [
  route({
    ...{ ...write, id: 'addParcel', method: 'post', path: parcels },
    does: 'Add a parcel by its tracking number.',
    body: z.strictObject(Parcel),
    example: { number: '1Z999AA10123456784', lines: [{ line: 'LAMP', quantity: 1 }] },
    reply: ActDone,
    run: (at, { params: { purchaseOrder = '' }, body }) => add(at, purchaseOrder, body),
  }),
  route({
    ...{ ...write, id: 'addParcels', method: 'post', path: '/parcels' },
    does: 'Add up to 500 parcels of any purchase orders.',
    more: 'Each is taken or refused for itself. Sent again under its key, what was added is not added again.',
    body: z.strictObject({
      parcels: z
        .array(z.strictObject({ purchaseOrder: words(80, 'Its id or number.'), ...Parcel }))
        .min(1)
        .max(500),
    }),
    example: { parcels: [{ purchaseOrder: '1042-A', number: '1Z999AA10123456784' }] },
    reply: z
      .strictObject({
        added: z.number().int(),
        results: z.array(
          z.strictObject({
            purchaseOrder: z.string(),
            number: z.string(),
            outcome: z.enum(['added', 'refused']),
            text: z.string().describe('What was done, or why not.'),
            field: z.string().nullable().describe('What to change, or to add.'),
          }),
        ),
      })
      .register(describedSchemas, { id: 'ParcelResults' }),
    async run(at, { body }) {
      const results = []
      for (const [place, one] of body.parcels.entries()) results.push(await oneOfMany(at, one, `#${place}`))
      return { added: results.filter(({ outcome }) => outcome === 'added').length, results }
    },
  }),
  route({
    ...{ ...write, id: 'correctParcel', method: 'patch', path: `${parcels}/{parcel}` },
    does: 'Correct a mistyped number; the old one stays on record.',
    body: z.strictObject({ number, carrier, sure }),
    example: { number: '1Z999AA10123456784' },
    reply: ActDone,
    run: ({ act }, { params: { purchaseOrder = '', parcel }, body }) =>
      act('tracking.correct', { purchaseOrder, shipment: parcel, ...said(body) }, { about: purchaseOrder }),
  }),
  route({
    ...{ ...write, id: 'removeParcel', method: 'delete', path: `${parcels}/{parcel}` },
    does: 'Take a parcel off a purchase order that it is not for.',
    query: z.strictObject({ why: words(500, 'The shop’s staff read it.').optional() }),
    reply: ActDone,
    run: ({ act }, { params: { purchaseOrder = '', parcel }, query }) =>
      act('tracking.remove', { purchaseOrder, shipment: parcel, ...query }, { about: purchaseOrder }),
  }),
]

async function add(at: At, purchaseOrder: string, { lines, ...parcel }: NewParcel, part?: string) {
  const { resources, holder, act } = at
  const found = lines ? await resources.purchaseOrder(holder.actor, purchaseOrder) : null
  const inside = found && lines ? { lines: piecesText(found.lines, lines) } : {}
  const input = { purchaseOrder, ...said(parcel), ...inside }
  return act('tracking.add', input, part ? { part } : { about: purchaseOrder })
}

const said = <P extends { sure?: true | undefined }>({ sure: isSure, ...rest }: P) => ({
  ...rest,
  ...(isSure && { sure: 'yes' }),
})

async function oneOfMany(at: At, one: NewParcel & { purchaseOrder: string }, part: string) {
  const { purchaseOrder, ...parcel } = one
  const about = { purchaseOrder, number: parcel.number }
  try {
    const { text } = await add(at, purchaseOrder, parcel, part)
    return { ...about, outcome: 'added' as const, text, field: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...about, outcome: 'refused' as const, text: error.message, field: error.field ?? null }
  }
}
