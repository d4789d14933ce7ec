import type { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { parseClean } from '../kernel/asking/parse-input.ts'
import { notRefused, orRefusal, type Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { findKnownStore } from '../stores/find-store.ts'
import { decide } from './decide.ts'
import { foretold } from './foretold.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { ERASED, leaveOutErased } from './leave-out-erased.ts'
import { lookUp, ofOthers, ordersElsewhere } from './look-up.ts'
import { ReceiveOrder } from './receive-order.ts'
import { type ReceiveOrders, sayTaken } from './receive-orders.ts'

/** What receiving many orders would come to, by the very rules of receiving them; changes nothing. Same answers. */
export async function previewOrders(verb: Verb, { orders }: z.infer<typeof ReceiveOrders>): Promise<Outcome> {
  const read = orders.map(one => orRefusal(() => parseClean({ input: ReceiveOrder, args: {} }, one)))
  const sound = notRefused(read)
  const said = new Map<unknown, ReturnType<typeof sayTaken>>()
  for (const own of Map.groupBy(sound, ({ store }) => JSON.stringify(store)).values()) {
    const told = await leaveOutErased(verb.db, own)
    const known = await lookUpStore(verb, own)
    for (const [at, one] of own.entries()) {
      const order = told[at]
      said.set(one, order ? sayTaken(orRefusal(() => foretold(decide(known, order, one.agreed)))) : ERASED)
    }
  }
  const each = read.map(one => said.get(one) ?? sayTaken(one as Refusal))
  return { text: `${count(orders.length, 'order')} read.`, each }
}

async function lookUpStore({ db, now }: Verb, told: readonly IncomingOrder[]) {
  const named = told[0]?.store ?? { kind: '', key: '', name: '' }
  const settings = {
    autoForwardAt: null,
    sendAuthorizedAt: null,
    sendCashOnDeliveryAt: null,
    keepAddressesDays: null,
    keepWordsDays: null,
    orderPage: null,
  }
  const nowhere = { ...named, ...settings, id: NOWHERE, ofFiles: true, sameAs: null, removedAt: null, addedAt: now }
  const store = (await findKnownStore(db, named)) ?? nowhere
  return lookUp(db, store, told, ofOthers(await ordersElsewhere(db, told), store, told))
}

/** The id of a store that is not here yet: no order has it. */
const NOWHERE = '00000000-0000-0000-0000-000000000000'
