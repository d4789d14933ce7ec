import { z } from 'zod'

const moment = (means: string) => z.iso.datetime().nullable().describe(means)
const id = z.string().describe('Ours; it never changes.')

/** A question, complaint, return, open change or late shipment, as other systems read it. */
export const CaseResource = z.strictObject({
  id,
  number: z.string().describe('As people say it, such as C12.'),
  kind: z.string().describe('complaint, return, question, change or late.'),
  purchaseOrder: z.strictObject({ id, number: z.string() }),
  supplier: z.string().describe('Its name.'),
  waitingFor: z.enum(['supplier', 'staff', 'customer']).describe('Whose move it is.'),
  openedAt: moment('When it was opened.'),
  closedAt: moment('When it ended.'),
})
export type CaseResource = z.infer<typeof CaseResource>

/** The same with all that its card says. */
export const WholeCaseResource = CaseResource.extend({
  summary: z.string().describe('All of it in a sentence.'),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  lines: z.array(z.strictObject({ text: z.string(), quantity: z.number().int().nullable(), detail: z.string() })),
  body: z.string().nullable().describe('What happened, as it was written.'),
  files: z.array(z.strictObject({ id, name: z.string() })),
  can: z.array(z.string()).describe('What can be said of it now, such as `complaint.answer`.'),
})
export type WholeCaseResource = z.infer<typeof WholeCaseResource>

const Term = z.strictObject({ label: z.string(), value: z.string() })

/** What a supplier has agreed to, what it is asked to, and when it is closed. */
export const TermsResource = z.strictObject({
  version: z.number().int().nullable().describe('Null where nothing was agreed: these are the defaults.'),
  terms: z.array(Term),
  proposed: z
    .strictObject({ id, version: z.number().int(), proposedAt: moment('When.'), terms: z.array(Term) })
    .nullable()
    .describe('What waits for the supplier’s answer.'),
  closures: z.array(
    z.strictObject({
      id,
      days: z.array(z.string()),
      state: z.enum(['announced', 'accepted', 'refused']),
      announcedAt: moment('When.'),
    }),
  ),
})
export type TermsResource = z.infer<typeof TermsResource>

/** Where the parcel goes. */
export const ShipToResource = z.strictObject({
  name: z.string().nullable(),
  company: z.string().nullable(),
  street: z.string().nullable(),
  street2: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable().describe('ISO 3166-1, two capital letters.'),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type ShipToResource = z.infer<typeof ShipToResource>

/** An order, as the shop's own systems read it. Of the customer it has city and country. */
export const OrderResource = z.strictObject({
  id,
  number: z.string(),
  store: z.string(),
  state: z.string().describe('In words, what needs doing first.'),
  placedAt: moment('When the customer placed it.'),
  heldAt: moment('Since when it is on hold.'),
  holdReason: z.string().nullable(),
  cancelledAt: moment('When it was cancelled.'),
  payment: z.string().nullable().describe('As the store says it.'),
  destination: z.strictObject({ city: z.string().nullable(), country: z.string().nullable() }),
  lines: z.array(
    z.strictObject({
      ...{ id, storeId: z.string().describe('The store’s own id.'), sku: z.string().nullable(), title: z.string() },
      options: z.string().nullable(),
      quantity: z.number().int().describe('Pieces wanted now.'),
    }),
  ),
  purchaseOrders: z.array(z.strictObject({ id, number: z.string(), supplier: z.string(), state: z.string() })),
})
export type OrderResource = z.infer<typeof OrderResource>
