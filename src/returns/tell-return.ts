import { and, eq, inArray } from 'drizzle-orm'
import { type Case, cases } from '../cases/tables.ts'
import { linkedOrder } from '../fulfilments/linked-order.ts'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { WantedReturn } from '../kernel/shapes/storefront.ts'
import { orderLines } from '../orders/tables.ts'
import { queueOf } from '../stores/link-store.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { timesOf } from './load-return.ts'
import { type ReturnState, returnState } from './return.ts'
import { type ReturnRow, returnLines, returns } from './tables.ts'

const HOUR = 3_600_000

type Parts = { db: Db; ask: Ask; linked: LinkedStores }

/** Brings a return at its store to what it is here, however often it is run. */
export function tellReturn({ db, ask, linked }: Parts): TaskKind {
  return {
    reportAfter: HOUR,
    async run({ subject, mustHold }) {
      const all = await sharing(db, subject)
      const own = all.find(({ one }) => one.id === subject)
      const state = own && stateThere(all.map(({ one, row }) => returnState(timesOf(one, row))))
      const found = own && (await linkedOrder(db, linked, own.one.orderId))
      if (!own || !state || !found?.storefront.tellReturn) return
      mustHold()
      const told = await found.storefront.tellReturn(found.link, {
        ...{ order: found.order.externalId, id: subject, number: own.one.number, known: own.row.externalId, state },
        ...{
          lines: await linesOfReturns(db, all),
          reason: own.row.declineReason,
          notify: found.link.notifiesCustomers,
        },
      })
      if (told) await ask('return.settle-told', { case: subject, told }, waybill)
    },
    async report({ subject, why, since }) {
      await ask('return.report-untold', { case: subject, why, since }, waybill)
    },
  }
}

/** What is owed when a return is decided. */
export const tellingOf = (caseId: string, store: string) => ({
  name: 'return.tell',
  subject: caseId,
  queue: queueOf(store),
})

/** The return, and the others that are one with it in the store. */
async function sharing(db: Reads, caseId: string): Promise<readonly { one: Case; row: ReturnRow }[]> {
  const read = (which: ReturnType<typeof and>) =>
    db.select({ one: cases, row: returns }).from(returns).innerJoin(cases, eq(cases.id, returns.caseId)).where(which)
  const own = await read(eq(returns.caseId, caseId))
  const externalId = own[0]?.row.externalId
  if (!own[0] || !externalId) return own
  return read(and(eq(returns.orderId, own[0].row.orderId), eq(returns.externalId, externalId)))
}

const OVER: readonly ReturnState[] = ['declined', 'withdrawn', 'closed']

/** How a return is to be in the store, from how its parts are here; null while nobody has decided. Pure. */
export function stateThere(parts: readonly ReturnState[]): WantedReturn['state'] | null {
  if (parts.some(state => state !== 'requested' && !OVER.includes(state))) return 'open'
  if (parts.includes('requested')) return null
  if (parts.includes('closed')) return 'closed'
  return parts.includes('declined') ? 'declined' : 'cancelled'
}

/** Their pieces, by the store's own line ids. */
async function linesOfReturns(db: Reads, all: readonly { one: Case }[]): Promise<WantedReturn['lines']> {
  const ids = all.map(({ one }) => one.id)
  return db
    .select({ line: orderLines.externalId, quantity: returnLines.quantity })
    .from(returnLines)
    .innerJoin(orderLines, eq(orderLines.id, returnLines.orderLineId))
    .where(inArray(returnLines.caseId, ids))
}
