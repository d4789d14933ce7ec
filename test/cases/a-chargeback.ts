import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { nextFacts, staffButtons, whoseFacts } from '../../src/cases/card-parts.ts'
import { type CaseView, loadCaseView } from '../../src/cases/case-view.ts'
import { drawCase } from '../../src/cases/draw-case.ts'
import type { CaseKind } from '../../src/cases/kind.ts'
import { openCase } from '../../src/cases/open-case.ts'
import { ShowCard, showCardOf } from '../../src/cases/show-card.ts'
import { commands } from '../../src/commands.ts'
import { asker } from '../../src/kernel/asking/ask.ts'
import { command } from '../../src/kernel/asking/command.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { reactions } from '../../src/reactions.ts'
import type { Shop } from '../stage/a-shop.ts'

/** A kind of case that Waybill does not have: a customer's bank took the money back, and the supplier must prove the parcel. */
export const chargebackKind: CaseKind<CaseView> = {
  name: 'chargeback',
  prefix: 'B',
  title: 'Chargeback',
  plural: 'chargebacks',
  room: 'alerts',
  escalation: [
    { to: 'supplier', after: { amount: 2, unit: 'hours' }, times: 1 },
    { to: 'staff', after: { amount: 3, unit: 'hours' }, times: 1 },
  ],
  books: null,
  view: loadCaseView,
  draw(view) {
    const { one, po, supplier } = view
    const shared = { title: `Chargeback ${one.number} of ${po.number}`, summary: 'The bank asks for proof.' }
    const { take, reopen, more } = staffButtons(one)
    return {
      supplier: { audience: { supplierId: supplier.id }, tone: 'bad', ...shared },
      staff: {
        ...{ audience: 'staff', tone: one.closedAt ? 'over' : 'bad', ...shared },
        facts: [...whoseFacts(view), ...nextFacts(view, 'Prove the parcel')],
        buttons: one.closedAt ? [reopen, more] : [take, more],
      },
    }
  },
  ended: ({ supplier, one }) => ({
    ...{ audience: { supplierId: supplier.id }, tone: 'over' },
    ...{ title: `${one.number} is over`, summary: 'The bank decided.' },
  }),
  reopened: ({ supplier, one }) => ({
    ...{ audience: { supplierId: supplier.id }, tone: 'bad' },
    ...{ title: `${one.number} is open again`, summary: 'The bank asks again.' },
  }),
  async mayReopen(_verb, { number, closeNote }) {
    if (closeNote === 'lost') throw new Refusal(`${number} stays closed: the bank decided.`)
  },
  details: async () => ({
    ...{ about: 'the bank took it back', happened: null, state: 'Disputed', rows: [['Bank', 'Sample Bank']] },
    ...{ refund: null, credit: null, replacementId: null },
  }),
}

/** The shop's house with what that noun would bring: its own commands, and the reaction that puts up its cards. */
export function withChargebacks({ database, bot }: Pick<Shop, 'database' | 'bot'>) {
  const own = {
    'chargeback.open': command({
      who: ['staff', 'system'],
      title: 'Open a chargeback',
      does: 'Open a chargeback.',
      input: z.object({ purchaseOrder: z.string() }),
      args: {},
      examples: [],
      async run(verb, { purchaseOrder }) {
        const [po] = await verb.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, purchaseOrder))
        if (!po) throw new Refusal(`There is no ${purchaseOrder}.`)
        const { id: purchaseOrderId, orderId, supplierId } = po
        const about = { orderId, purchaseOrderId, supplierId, waitingFor: 'supplier' as const }
        const one = await openCase(verb, { kind: chargebackKind.name, ...about })
        return { text: one.number }
      },
    }),
    'chargeback.show': command({
      who: ['staff', 'supplier', 'system'],
      title: 'Show a chargeback',
      does: 'Show a chargeback.',
      input: ShowCard,
      args: {},
      examples: [],
      run: showCardOf(chargebackKind.name),
    }),
  }
  const put: (typeof reactions)['case.opened'][number] = async (speech, { about }) => {
    await drawCase(speech, chargebackKind, about, { supplier: true, staff: true, calls: true })
  }
  return asker({
    db: database.db,
    commands: { ...commands, ...own },
    reactions: { ...reactions, 'case.opened': [put] },
    now: bot.now,
    outside: bot.outside,
  })
}
