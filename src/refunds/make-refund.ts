import { and, eq, inArray, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import { linkedOrder } from '../fulfilments/linked-order.ts'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { type RefundAtStore, storeRefunds } from './tables.ts'

const MINUTE = 60_000
export const NOT_CONNECTED = 'The store isn’t connected any more. Connect it again: /store connect'

type Parts = { db: Db; ask: Ask; linked: LinkedStores }

/** Has a store give back what staff pressed, once, however often it is run. */
export function makeRefund({ db, ask, linked }: Parts): TaskKind {
  return {
    reportAfter: MINUTE,
    async run({ subject, mustHold }) {
      const [known] = await db
        .select({ refund: storeRefunds, number: cases.number })
        .from(storeRefunds)
        .innerJoin(cases, eq(cases.id, storeRefunds.caseId))
        .where(eq(storeRefunds.id, subject))
      const offer = known?.refund.offers[known.refund.offer ?? -1]
      if (!known || !offer || !isOwed(known.refund)) return
      const found = await linkedOrder(db, linked, known.refund.orderId)
      const { storefront, link, order } = found ?? {}
      if (!storefront?.refund || !link || !order) throw new Refusal(NOT_CONNECTED)
      mustHold()
      if (!(await begin(db, subject))) return
      const made = await storefront.refund(link, {
        ...{ order: order.externalId, id: subject, key: keyOf(known.refund), terms: offer.terms },
        ...{ note: known.number, notify: link.notifiesCustomers },
      })
      if ('id' in made) return void (await ask('refund.settle', { refund: subject, externalId: made.id }, waybill))
      await declined(db, subject, made.declined)
      throw new Refusal(made.declined)
    },
    async report({ subject: refund, why, since }) {
      await ask('refund.report', { refund, why, since }, waybill)
    },
  }
}

const OWED: readonly RefundAtStore['status'][] = ['asked', 'trying', 'declined']
const isOwed = ({ status }: RefundAtStore) => OWED.includes(status)

/** Another one only after the store said that it did nothing under the one before. */
const keyOf = ({ id, declines }: RefundAtStore) => (declines > 0 ? `${id}-${declines}` : id)

/** From now on nobody knows how it ends. Whether it is still owed: staff may have dropped it. */
async function begin(db: Db, id: string): Promise<boolean> {
  const owed = and(eq(storeRefunds.id, id), inArray(storeRefunds.status, [...OWED]))
  const begun = await db.update(storeRefunds).set({ status: 'trying' }).where(owed).returning({ id: storeRefunds.id })
  return begun.length > 0
}

async function declined(db: Db, id: string, why: string): Promise<void> {
  const declines = sql`${storeRefunds.declines} + 1`
  await db.update(storeRefunds).set({ status: 'declined', declines, why }).where(eq(storeRefunds.id, id))
}
