import { sql } from 'drizzle-orm'
import { markClosed } from '../cases/close-case.ts'
import { openCases } from '../cases/open-case.ts'
import { markReopened } from '../cases/reopen-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import type { Seen, SeenParcel } from './read-parcels.ts'
import { shareCase } from './share-case.ts'
import { parcelCases, parcelTroubles, type TroubleRow } from './tables.ts'
import { TROUBLES } from './trouble.ts'
import type { TroubleDue } from './trouble-of.ts'

/** How cases of parcels are kept: see kind.ts. */
export const PARCEL = 'parcel'

/** What parcels get into and out of, seen under the lock of their orders. `now`: what they are in instead. */
export type Changes = {
  begins: readonly (SeenParcel & { due: TroubleDue })[]
  ends: readonly (SeenParcel & { row: TroubleRow; now: TroubleDue | null })[]
  gone: Seen['gone']
}

/** What began, to be said; `isFurther`: its case is open already. */
export type Begun = { row: TroubleRow; isFurther: boolean }

/** Writes down what ends and what begins, with the cases of parcels that somebody has to look after. */
export async function settleTroubles(verb: Verb, { begins, ends, gone }: Changes): Promise<readonly Begun[]> {
  await end(verb, [
    ...ends.map(one => ({ row: one.row, how: howItEnded(one) })),
    ...gone.map(one => ({ row: one.row, how: goneHow(one) })),
  ])
  for (const lost of gone) if (lost.one && !lost.one.closedAt) await close(verb, lost.one, goneHow(lost))
  const caseOf = await casesFor(verb, begins)
  for (const ended of ends) {
    const isOver = !ended.now || TROUBLES[ended.now.trouble].weight !== 'case'
    if (isOver && ended.one && !ended.one.closedAt) await close(verb, ended.one, howItEnded(ended))
  }
  if (begins.length === 0) return []
  const rows = await begin(verb, begins, caseOf)
  return rows.map(row => ({
    row,
    isFurther: begins.some(({ one, parcel }) => one && !one.closedAt && parcel.id === row.shipmentId),
  }))
}

type How = 'delivered' | 'cancelled' | 'changed' | 'moves' | 'taken_off' | 'corrected'

/** Why a trouble is over: see `OF_ITSELF` in cases/close-reason.ts. */
function howItEnded({ facts, parcel, row, now }: Changes['ends'][number]): How {
  if (row.carrierName !== parcel.carrierName) return 'corrected'
  if (now) return 'changed'
  if (facts.isOver) return 'cancelled'
  return parcel.deliveredAt ? 'delivered' : 'moves'
}

const goneHow = ({ isCorrected }: Changes['gone'][number]): How => (isCorrected ? 'corrected' : 'taken_off')

const close = (verb: Verb, one: Case, reason: string) =>
  markClosed(verb, one, { by: verb.actor.name, reason, note: null })

async function end(verb: Verb, ended: readonly { row: TroubleRow; how: How }[]): Promise<void> {
  for (const [how, own] of Map.groupBy(ended, one => one.how))
    await verb.db
      .update(parcelTroubles)
      .set({ endedAt: verb.now, how })
      .where(
        among(
          parcelTroubles.id,
          own.map(({ row }) => row.id),
        ),
      )
  for (const { row, how } of ended)
    await verb.record('parcel.out_of_trouble', row.purchaseOrderId, {
      ...{ orderId: row.orderId, number: row.part, shipmentId: row.shipmentId, carrier: row.carrierName },
      ...{ tracking: row.number, trouble: row.trouble, how, troubleId: row.id },
    })
}

/** The cases of parcels that somebody has to look after from now on, by parcel: new ones, or those they had. */
async function casesFor(verb: Verb, begins: Changes['begins']): Promise<ReadonlyMap<string, Case>> {
  const heavy = begins.filter(({ due }) => TROUBLES[due.trouble].weight === 'case')
  const first = heavy.filter(({ one }) => !one)
  const openings = first.map(({ po, due }) => ({
    ...{ kind: PARCEL, orderId: po.orderId, purchaseOrderId: po.id, supplierId: po.supplierId },
    waitingFor: TROUBLES[due.trouble].acts,
  }))
  const opened = await openCases(verb, openings)
  const rows = first.flatMap(({ parcel, due }, at) => {
    const one = opened[at]
    const sharedAt = TROUBLES[due.trouble].acts === 'supplier' ? verb.now : null
    return one ? [{ caseId: one.id, shipmentId: parcel.id, sharedAt }] : []
  })
  if (rows.length > 0) await verb.db.insert(parcelCases).values(rows)
  const found = new Map<string, Case>(
    rows.flatMap(({ shipmentId }, at) => (opened[at] ? [[shipmentId, opened[at]]] : [])),
  )
  for (const { one, kept, parcel, due } of heavy) {
    if (!one) continue
    const open = one.closedAt ? await markReopened(verb, one, { by: verb.actor.name, why: null }) : one
    await shareCase(verb, open, { isShared: kept?.sharedAt !== null, acts: TROUBLES[due.trouble].acts })
    found.set(parcel.id, open)
  }
  return found
}

/** What comes back opens its row again. */
async function begin(
  verb: Verb,
  begins: Changes['begins'],
  caseOf: ReadonlyMap<string, Case>,
): Promise<readonly TroubleRow[]> {
  const rows = begins.map(({ parcel, po, due }) => ({
    ...{ shipmentId: parcel.id, orderId: po.orderId, purchaseOrderId: po.id, supplierId: po.supplierId },
    ...{ part: po.number, carrierName: parcel.carrierName, number: parcel.number, trouble: due.trouble },
    ...{ since: due.since, until: due.until, noticedAt: verb.now, caseId: caseOf.get(parcel.id)?.id ?? null },
  }))
  const excluded = (column: string) => sql.raw(`excluded.${column}`)
  const kept = await verb.db
    .insert(parcelTroubles)
    .values(rows)
    .onConflictDoUpdate({
      target: [parcelTroubles.shipmentId, parcelTroubles.number, parcelTroubles.trouble],
      set: {
        ...{ since: excluded('since'), until: excluded('until'), noticedAt: excluded('noticed_at') },
        ...{ caseId: excluded('case_id'), endedAt: null, how: null, notified: null, staffNotified: null },
      },
    })
    .returning()
  for (const { parcel, po, due } of begins)
    await verb.record('parcel.in_trouble', po.id, {
      ...{ orderId: po.orderId, number: po.number, shipmentId: parcel.id, carrier: parcel.carrierName },
      ...{ tracking: parcel.number, trouble: due.trouble, since: due.since.toISOString() },
    })
  return kept
}
