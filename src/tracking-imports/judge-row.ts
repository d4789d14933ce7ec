import { orRefusal, Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { type Chosen, chooseCarrier, nameAgain } from '../shipments/choose-carrier.ts'
import { isAnothers } from '../shipments/must-be-own-number.ts'
import { type ReadNumber, readNumber } from '../shipments/read-number.ts'
import type { Shipment } from '../shipments/tables.ts'
import type { ReadRow } from './read-rows.ts'

/**
 * What becomes of a row. `ready` is taken once somebody presses, and then `taken`; `same`: its parcel is recorded already;
 * `conflict`: another number is, or it is another's number; `unknown`: no such purchase order, or not theirs; `closed`: it
 * takes no parcels any more; `carrier`: the number fits several; `bad`: it can't be read; `refused`: when it was taken.
 */
export type RowVerdict = 'ready' | 'taken' | 'same' | 'conflict' | 'unknown' | 'closed' | 'carrier' | 'bad' | 'refused'

/** What is known of all that the rows name. */
export type Facts = {
  named: ReadonlyMap<string, PurchaseOrder | Refusal>
  /** Parcels that are recorded, by purchase order. */
  parcels: ReadonlyMap<string, readonly Shipment[]>
  /** Whose parcels have these numbers lately, by number. */
  owners: ReadonlyMap<string, readonly Owner[]>
  /** Staff may know whose a number is. */
  isStaff: boolean
  /** The carrier of rows that name none and whose number proves none. */
  carrier: string | undefined
}
export type Owner = { number: string; supplierId: string; purchaseOrder: string }

export type Judged = {
  verdict: RowVerdict
  why: string | null
  purchaseOrderId: string | null
  number: string
  carrier: string
}

/** Judges rows one after another: a further number of a purchase order is a further parcel. Pure. */
export function judgeRows<R extends ReadRow>(rows: readonly R[], facts: Facts): readonly (R & Judged)[] {
  const earlier = new Set<string>()
  return rows.map(row => {
    const judged = judgeRow(row, facts, earlier)
    if (judged.verdict === 'ready') earlier.add(`${judged.purchaseOrderId} ${judged.number}`)
    return { ...row, ...judged }
  })
}

function judgeRow(row: ReadRow, facts: Facts, earlier: ReadonlySet<string>): Judged {
  const po = facts.named.get(row.purchaseOrder)
  if (!po) return left(row, 'unknown', 'It names no purchase order that I can read. Write it next to the number.')
  if (po instanceof Refusal) return left(row, 'unknown', po.message)
  const read = orRefusal(() => readWritten(row.number))
  if (read instanceof Refusal) return left(row, 'bad', unquoted(read.message), po)
  const { number } = read.recognised
  const is = (verdict: RowVerdict, why: string | null, carrier = row.carrier): Judged => {
    return { verdict, why, purchaseOrderId: po.id, number, carrier }
  }
  const parcels = facts.parcels.get(po.id) ?? []
  if (parcels.some(one => one.number === number)) return is('same', `${number} is recorded for ${po.number} already.`)
  if (earlier.has(`${po.id} ${number}`)) return is('same', `${number} is in an earlier row of ${po.number}.`)
  const closed = orRefusal(() => mustMovePurchaseOrder(po, 'add_parcel'))
  if (closed instanceof Refusal) return is('closed', closed.message)
  const other = facts.owners.get(number)?.find(one => one.supplierId !== po.supplierId)
  if (other) return is('conflict', isAnothers(number, facts.isStaff ? other.purchaseOrder : null).message)
  if (po.shippedAt && !row.pieces) return is('conflict', inParcels(po, parcels))
  const chosen = orRefusal(() => chooseFor(row, read, facts.carrier))
  if (chosen instanceof Refusal) return is(chosen.field === 'carrier' ? 'carrier' : 'bad', chosen.message)
  if ('carrier' in chosen) return is('ready', null, nameAgain(chosen.carrier))
  const names = chosen.ask.map(({ name }) => name)
  return is('carrier', `${number} could be ${list(names, 'or')}. Name its carrier.`)
}

/** A row of which no number is known. */
function left({ carrier }: ReadRow, verdict: RowVerdict, why: string, po?: PurchaseOrder): Judged {
  return { verdict, why, purchaseOrderId: po?.id ?? null, number: '', carrier }
}

/** @throws Refusal for what can't be a tracking number. */
function readWritten(number: string): ReadNumber {
  if (!number) throw new Refusal('It has no tracking number.')
  return readNumber(number)
}

/** @param otherwise the carrier of numbers that prove none, where the row names none */
function chooseFor(row: ReadRow, { recognised, carrier }: ReadNumber, otherwise: string | undefined): Chosen {
  const isProven = recognised.verdict === 'certain' || recognised.verdict === 'invalid'
  return chooseCarrier(recognised, row.carrier || carrier || (isProven ? undefined : otherwise))
}

function inParcels({ number }: PurchaseOrder, parcels: readonly Shipment[]): string {
  const recorded = list(parcels.map(one => `${one.carrierName} ${one.number}`))
  return `All of ${number} is in parcels already: ${recorded}. Correct that number if it is wrong.`
}

/** What a cell quotes may be a customer's: it stays out of what is kept and shown. */
export const unquoted = (sentence: string) => sentence.replace(/^“[^”]*”/, 'This').replaceAll(/“[^”]*”/g, 'this')
