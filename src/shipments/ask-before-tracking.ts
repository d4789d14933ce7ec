import { eq } from 'drizzle-orm'
import { asking, type Outcome, type Verb } from '../kernel/asking/command.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import type { LoadedPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import type { Piece } from './pieces.ts'
import { besideIn, goToOneAddress } from './shared-parcels.ts'
import { type Shipment, shipments } from './tables.ts'

type Typed = { number: string; carrier: string; pieces: readonly Piece[] }

/**
 * What is asked before a parcel is recorded that may be a mistake; null where nothing is.
 * @param input what was asked for, to be asked again with `sure`
 */
export async function askBeforeTracking(
  verb: Verb,
  loaded: LoadedPurchaseOrder,
  typed: Typed,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome | null> {
  const again = { command: 'tracking.add', input }
  return (
    (await isAnythingInside(verb, loaded, typed, input)) ?? (await askIfElsewhere(verb, loaded, typed.number, again))
  )
}

/** A number that is typed again for pieces that are in parcels already is a further parcel, or the right number of one. */
async function isAnythingInside(
  verb: Verb,
  { po }: LoadedPurchaseOrder,
  { number, carrier, pieces }: Typed,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome | null> {
  if (pieces.length > 0) return null
  const parcels = await verb.db.select().from(shipments).where(eq(shipments.purchaseOrderId, po.id))
  // The very same number again is refused.
  if (parcels.length === 0 || parcels.some(one => one.number === number)) return null
  const [only, ...more] = parcels
  const right: Button = {
    label: 'It corrects a number',
    command: 'tracking.correct',
    input: { purchaseOrder: po.id, number, carrier, ...(only && more.length === 0 && { shipment: only.id }) },
    ...(more.length > 0 && { asks: ['shipment'] }),
    style: 'primary',
  }
  const summary = `All of ${po.number} is in parcels already: ${list(parcels.map(named))}. Is ${number} a further parcel?`
  return asked(verb, po.supplierId, `0 pieces left of ${po.number}`, summary, [
    right,
    { label: 'It is a further parcel', command: 'tracking.add', input: { ...input, sure: 'yes' } },
  ])
}

/**
 * One parcel has one address: asks whether a number that is recorded for another is right; null where none is.
 * @param again what is asked again with `sure`
 */
export async function askIfElsewhere(
  verb: Verb,
  { po, order }: LoadedPurchaseOrder,
  number: string,
  again: { command: string; input: Readonly<Record<string, unknown>> },
): Promise<Outcome | null> {
  for (const beside of await besideIn(verb.db, po, number, verb.now)) {
    if (await goToOneAddress(verb.db, order.id, beside.po.orderId)) continue
    const summary = `${number} is recorded for ${beside.po.number} already, which goes to another address than ${po.number}. Are both in this parcel?`
    return asked(verb, po.supplierId, `${number} goes to two addresses`, summary, [
      { label: 'Both are inside', command: again.command, input: { ...again.input, sure: 'yes' } },
    ])
  }
  return null
}

function asked({ actor }: Verb, supplierId: string, title: string, summary: string, buttons: readonly Button[]) {
  const audience: Card['audience'] = actor.side === 'supplier' ? { supplierId } : 'staff'
  const context = 'Nothing is recorded until you choose.'
  return {
    text: summary,
    outcome: asking('sure'),
    card: { audience, tone: 'warning' as const, title, summary, buttons, context },
  }
}

const named = ({ carrierName, number }: Shipment) => `${carrierName} ${number}`
