import { eq } from 'drizzle-orm'
import { linkedOrder } from '../fulfilments/linked-order.ts'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { AskedRefund, OfferedRefund } from '../kernel/shapes/storefront.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { NOT_CONNECTED } from './make-refund.ts'
import { type RefundAtStore, type RefundOffer, storeRefunds } from './tables.ts'

/** How long people wait for an amount, ms. */
const PATIENCE = 60_000

type Parts = { db: Db; ask: Ask; linked: LinkedStores }
type OfferOf = (asked: AskedRefund) => Promise<OfferedRefund>

/** Asks a store what it would refund, which changes nothing there. */
export function askForOffer({ db, ask, linked }: Parts): TaskKind {
  const notOffered = (refund: string, why: string) => ask('refund.not-offered', { refund, why }, waybill)
  return {
    reportAfter: PATIENCE,
    async run({ subject }) {
      const [refund] = await db.select().from(storeRefunds).where(eq(storeRefunds.id, subject))
      if (refund?.status !== 'wanted') return
      const found = await linkedOrder(db, linked, refund.orderId)
      const { offerRefund: offerOf } = found?.storefront ?? {}
      if (!found || !offerOf) return void (await notOffered(subject, NOT_CONNECTED))
      try {
        const offers = await offersOf(asked => offerOf(found.link, asked), found.order.externalId, refund)
        await ask('refund.offered', { refund: subject, offers }, waybill)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await notOffered(subject, error.message)
      }
    },
    async report({ subject, why }) {
      await notOffered(subject, why)
    },
  }
}

/** The amount, or what the pieces come to; where shipping was paid for too, also with that. */
async function offersOf(offer: OfferOf, order: string, { lines, wantedMinor }: RefundAtStore): Promise<RefundOffer[]> {
  const asked = { order, lines, ...(wantedMinor !== null && { amountMinor: wantedMinor }) }
  const plain = { ...(await offer({ ...asked, shipping: false })), shipping: false }
  if (lines.length === 0 || plain.price.minor === plain.most.minor) return [plain]
  const more = { ...(await offer({ ...asked, shipping: true })), shipping: true }
  return more.price.minor > plain.price.minor ? [plain, more] : [plain]
}
