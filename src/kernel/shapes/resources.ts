import { z } from 'zod'

/** What other systems read of our records, and the very schemas that describe it. Times are ISO 8601 in UTC. */
const moment = (means: string) => z.iso.datetime().nullable().describe(means)
const pieces = z.number().int()
const id = z.string().describe('Ours; it never changes.')

const Destination = z.strictObject({
  city: z.string().nullable(),
  country: z.string().nullable().describe('ISO 3166-1, two capital letters.'),
})

const PurchaseOrderLineResource = z.strictObject({
  id,
  sku: z.string().nullable(),
  title: z.string(),
  options: z.string().nullable().describe('Size, colour, personalisation.'),
  image: z.string().nullable().describe('The address of a picture.'),
  asked: pieces.describe('Pieces when it was sent: all below add up to it.'),
  open: pieces.describe('Of them, nobody said yes or no to these.'),
  acknowledged: pieces,
  backordered: pieces,
  declined: pieces,
  withdrawn: pieces.describe('Taken back by the shop.'),
  shipped: pieces,
  delivered: pieces,
  returned: pieces,
  backorders: z.array(z.strictObject({ until: z.string().describe('A day.'), quantity: pieces })),
})

export const ParcelResource = z.strictObject({
  id,
  carrier: z.strictObject({ code: z.string(), name: z.string() }),
  number: z.string().describe('The tracking number.'),
  url: z.string().nullable().describe('Where the carrier follows it.'),
  recordedAt: moment('When it was recorded.'),
  scanBy: moment('By when the carrier’s first scan is due.'),
  scannedAt: moment('When the carrier had it.'),
  deliveredAt: moment('When the customer had it.'),
  lines: z.array(z.strictObject({ line: z.string().describe('The id of the line.'), quantity: pieces })),
})

const ChangeResource = z.strictObject({
  id,
  kind: z.enum(['cancel', 'address', 'quantity', 'details']),
  what: z.string().describe('The difference, in words.'),
  state: z.enum(['open', 'accepted', 'refused', 'over']).describe('`open` waits for the supplier’s answer.'),
  requestedAt: moment('When the shop asked.'),
})

const CaseName = z.strictObject({ id, number: z.string(), kind: z.string() })

export const PurchaseOrderResource = z.strictObject({
  id,
  number: z.string().describe('As people say it, such as 1042-A.'),
  version: z.string().describe('The ETag: changes with anything here. Send it as `If-Match` when you write.'),
  state: z.enum([
    ...(['draft', 'sent', 'acknowledged', 'partly_shipped', 'shipped', 'delivered', 'declined', 'cancelled'] as const),
  ]),
  doNotShip: z.string().nullable().describe('Why it must not ship now, in a sentence: an open change.'),
  supplier: z.string().describe('Its name.'),
  order: z.strictObject({ id, number: z.string(), store: z.string() }).nullable().describe('For the shop alone.'),
  destination: Destination,
  method: z.string().nullable().describe('The shipping method.'),
  note: z.string().nullable().describe('From the shop.'),
  customerNote: z.string().nullable(),
  requirements: z.strictObject({
    instructions: z.string().nullable().describe('To mind with every order.'),
    handling: z.string().nullable().describe('As agreed: carriers, packaging, labelling, branding.'),
    returnTo: z.string().nullable().describe('Where returns go.'),
  }),
  sentAt: moment('When the supplier was asked.'),
  acknowledgeBy: moment('By when to acknowledge.'),
  shipBy: moment('By when to ship.'),
  acknowledgedAt: moment('When the supplier said yes.'),
  promisedFor: z.string().nullable().describe('The day that the supplier promised, where it is.'),
  partlyShippedAt: moment('When the first parcel was recorded.'),
  shippedAt: moment('When every piece was in a parcel.'),
  deliveredAt: moment('When all was delivered.'),
  declinedAt: moment('When the supplier said no.'),
  declineReason: z.string().nullable(),
  cancelledAt: moment('When it was withdrawn.'),
  lines: z.array(PurchaseOrderLineResource),
  parcels: z.array(ParcelResource),
  changes: z.array(ChangeResource),
  cases: z.array(CaseName).describe('Open cases.'),
})
export type PurchaseOrderResource = z.infer<typeof PurchaseOrderResource>
/** `cursor` begins the next page; null at the end. */
export type ResourcePage<Row> = { rows: readonly Row[]; next: string | null; all: number | null }
