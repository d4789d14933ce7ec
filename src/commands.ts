import './case-kinds.ts'
import './holdings.ts'
import { batchCommands } from './batches/commands.ts'
import { cancellationCommands } from './cancellations/commands.ts'
import { caseCommands } from './cases/commands.ts'
import { caseDeskCommands } from './cases/desk-commands.ts'
import { changeCommands } from './changes/commands.ts'
import { checkpointCommands } from './checkpoints/commands.ts'
import { complaintCommands } from './complaints/commands.ts'
import { conversationCommands } from './conversations/commands.ts'
import { customerCommands } from './customers/commands.ts'
import { digestCommands } from './digests/commands.ts'
import { overviewCommands } from './digests/overview-commands.ts'
import { exportCommands } from './exports/commands.ts'
import { fulfilmentCommands } from './fulfilments/commands.ts'
import type { Commands } from './kernel/asking/command.ts'
import { roomCommands } from './kernel/asking/room-commands.ts'
import { chatCommands } from './kernel/hearing/hearing-commands.ts'
import { clockCommands } from './late/clock-commands.ts'
import { lateCommands } from './late/commands.ts'
import { lateListCommands } from './late/list-commands.ts'
import { mailCommands } from './mails/commands.ts'
import { alsoSeveral } from './order-desk/acknowledge-orders.ts'
import { orderDeskCommands } from './order-desk/commands.ts'
import { offeringWaiting } from './order-desk/offer-waiting.ts'
import { warning } from './order-desk/warn-of-changes.ts'
import { orderCommands } from './orders/commands.ts'
import { paperCommands } from './papers/commands.ts'
import { peopleCommands } from './people/commands.ts'
import { pictureCommands } from './pictures/commands.ts'
import { purchaseOrderCommands } from './purchase-orders/commands.ts'
import { questionCommands } from './questions/commands.ts'
import { reachCommands } from './reaches/commands.ts'
import { keyCommands } from './reaches/key-commands.ts'
import { reconciliationCommands } from './reconciliations/commands.ts'
import { refundCommands } from './refunds/commands.ts'
import { returnCommands } from './returns/commands.ts'
import { returnLedgerCommands } from './returns/ledger-commands.ts'
import { sampleCommands } from './sample/commands.ts'
import { setUpCommands } from './set-up/commands.ts'
import { shipmentCommands } from './shipments/commands.ts'
import { staffCommands } from './staff/commands.ts'
import { storeCommands } from './stores/commands.ts'
import { supplierCommands } from './suppliers/commands.ts'
import { trackingImportCommands } from './tracking-imports/commands.ts'
import { takingMany } from './tracking-imports/taking-many.ts'
import { troubleCommands } from './troubles/commands.ts'
import { webhookCommands } from './webhooks/commands.ts'
import { workCommands } from './work/commands.ts'

/** Everything that can be asked, and by whom: typed, pressed, delivered or followed up. */
export const commands = {
  ...overviewCommands,
  ...orderDeskCommands,
  ...orderCommands,
  ...workCommands,
  ...purchaseOrderCommands,
  'po.acknowledge': warning(alsoSeveral(purchaseOrderCommands['po.acknowledge'])),
  'po.promise': warning(purchaseOrderCommands['po.promise']),
  'tracking.add': takingMany(orderDeskCommands['tracking.add']),
  ...shipmentCommands,
  ...trackingImportCommands,
  ...checkpointCommands,
  ...caseCommands,
  ...caseDeskCommands,
  ...exportCommands,
  ...paperCommands,
  ...pictureCommands,
  ...lateCommands,
  ...changeCommands,
  ...questionCommands,
  ...troubleCommands,
  ...complaintCommands,
  ...returnCommands,
  ...returnLedgerCommands,
  ...refundCommands,
  ...mailCommands,
  ...supplierCommands,
  ...reachCommands,
  ...keyCommands,
  ...staffCommands,
  ...sampleCommands,
  ...peopleCommands,
  ...storeCommands,
  ...setUpCommands,
  'store.autoforward': offeringWaiting(storeCommands['store.autoforward']),
  ...reconciliationCommands,
  ...fulfilmentCommands,
  ...cancellationCommands,
  ...webhookCommands,
  ...conversationCommands,
  ...roomCommands,
  ...clockCommands,
  ...chatCommands,
  ...lateListCommands,
  ...digestCommands,
  ...customerCommands,
  ...batchCommands,
} satisfies Commands
