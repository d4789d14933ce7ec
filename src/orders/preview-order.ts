import type { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findKnownStore } from '../stores/find-store.ts'
import { decide } from './decide.ts'
import { leaveOutErased } from './leave-out-erased.ts'
import { ERASED, foretold, type ReceiveOrder } from './receive-order.ts'

/** What receiving an order would come to, by the very rules of receiving it; changes nothing. Same outcomes. */
export async function previewOrder(verb: Verb, { agreed, ...told }: z.infer<typeof ReceiveOrder>): Promise<Outcome> {
  const incoming = await leaveOutErased(verb.db, told)
  if (!incoming) return { text: ERASED, outcome: 'unchanged' }
  const store = (await findKnownStore(verb.db, incoming.store)) ?? {
    ...incoming.store,
    ...{
      id: NOWHERE,
      autoForwardAt: null,
      sendAuthorizedAt: null,
      sendCashOnDeliveryAt: null,
      ofFiles: true,
      sameAs: null,
      addedAt: verb.now,
    },
  }
  return foretold(await decide(verb.db, store, incoming, agreed))
}

/** The id of a store that is not here yet: no order has it. */
const NOWHERE = '00000000-0000-0000-0000-000000000000'
