import { caseCommands } from './cases/commands.ts'
import { completeCases } from './cases/complete.ts'
import { completeParts } from './cases/complete-parts.ts'
import { completeSuppliers } from './cases/complete-suppliers.ts'
import { caseDeskCommands } from './cases/desk-commands.ts'
import { findCase } from './cases/load-case.ts'
import { reopenCommand } from './cases/reopen-command.ts'
import { complaintCommands } from './complaints/commands.ts'
import { completeEvidence } from './complaints/complete.ts'
import { conversationCommands } from './conversations/commands.ts'
import { digestCommands } from './digests/commands.ts'
import type { Commands } from './kernel/asking/command.ts'
import { roomCommands } from './kernel/asking/room-commands.ts'
import { chatCommands } from './kernel/hearing/hearing-commands.ts'
import type { Finders } from './kernel/hearing/session.ts'
import type { Completers } from './kernel/hearing/suggest.ts'
import { clockCommands } from './late/clock-commands.ts'
import { lateCommands } from './late/commands.ts'
import { lateListCommands } from './late/list-commands.ts'
import { mustBeLate } from './late/must-be-late.ts'
import { orderDeskCommands } from './order-desk/commands.ts'
import { orderCommands } from './orders/commands.ts'
import { idOf } from './orders/load-order.ts'
import { paperCommands } from './papers/commands.ts'
import { purchaseOrderCommands } from './purchase-orders/commands.ts'
import { completeOrders, completePurchaseOrders } from './purchase-orders/complete.ts'
import { findPurchaseOrder } from './purchase-orders/load-purchase-order.ts'
import { returnCommands } from './returns/commands.ts'
import { returnLedgerCommands } from './returns/ledger-commands.ts'
import { mustFit } from './returns/must-fit.ts'
import { shipmentCommands } from './shipments/commands.ts'
import { completeCarriers, completeShipments } from './shipments/complete.ts'
import { storeCommands } from './stores/commands.ts'
import { allStores } from './stores/find-store.ts'
import { supplierCommands } from './suppliers/commands.ts'
import { zonesLike } from './suppliers/zone.ts'

/** Everything that can be asked, and by whom: typed, pressed, delivered or followed up. */
export const commands = {
  ...orderDeskCommands,
  ...orderCommands,
  ...purchaseOrderCommands,
  ...shipmentCommands,
  ...caseCommands,
  ...reopenCommand({ late: mustBeLate, return: mustFit }),
  ...caseDeskCommands,
  ...paperCommands,
  ...lateCommands,
  ...complaintCommands,
  ...returnCommands,
  ...returnLedgerCommands,
  ...supplierCommands,
  ...storeCommands,
  ...conversationCommands,
  ...roomCommands,
  ...clockCommands,
  ...chatCommands,
  ...lateListCommands,
  ...digestCommands,
} satisfies Commands

const named = (name: string) => ({ value: name, label: name })
const fits = (typed: string) => (name: string) => name.toLowerCase().includes(typed.toLowerCase())

/** What completes each kind of argument from the database. */
export const completers: Completers = {
  order: completeOrders,
  'purchase-order': completePurchaseOrders,
  shipment: (db, actor, _typed, known) => completeShipments(db, actor, known.purchaseOrder),
  carrier: async (_db, _actor, typed) => completeCarriers(typed),
  case: (db, actor, typed, known) => completeCases(db, actor, typed, known.kind),
  part: (db, actor, _typed, known) => completeParts(db, actor, known.order),
  evidence: (db, actor, _typed, known) => completeEvidence(db, actor, known.case),
  zone: async (_db, _actor, typed) => zonesLike(typed).map(named),
  supplier: (db, actor, typed, known) => completeSuppliers(db, actor, typed, known.case),
  store: async (db, actor, typed) =>
    actor.side === 'staff'
      ? (await allStores(db))
          .map(({ name }) => name)
          .filter(fits(typed))
          .map(named)
      : [],
}

/** What a form can be about, so that nobody fills one in for what is not there. */
export const finders: Finders = {
  order: (db, _actor, named) => idOf(db, named),
  'purchase-order': findPurchaseOrder,
  case: findCase,
}
