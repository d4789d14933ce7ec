import { batchHoldings } from './batches/holdings.ts'
import { caseHoldings } from './cases/holdings.ts'
import { checkpointHoldings } from './checkpoints/holdings.ts'
import { complaintHoldings } from './complaints/holdings.ts'
import { conversationHoldings } from './conversations/holdings.ts'
import { digestHoldings } from './digests/holdings.ts'
import { erasureHoldings } from './erasures/holdings.ts'
import { fulfilmentHoldings } from './fulfilments/holdings.ts'
import { boardHolding, registerCards } from './kernel/asking/board-holding.ts'
import { registerHoldings } from './kernel/ground/holding.ts'
import { groundHoldings } from './kernel/ground/holdings.ts'
import { lateHoldings } from './late/holdings.ts'
import { staffMailHoldings } from './mails/holdings.ts'
import { orderHoldings } from './orders/holdings.ts'
import { peopleHoldings } from './people/holdings.ts'
import { pictureHoldings } from './pictures/holdings.ts'
import { purchaseOrderHoldings } from './purchase-orders/holdings.ts'
import { questionHoldings } from './questions/holdings.ts'
import { reachHoldings } from './reaches/holdings.ts'
import { reconciliationHoldings } from './reconciliations/holdings.ts'
import { refundHoldings } from './refunds/holdings.ts'
import { returnHoldings } from './returns/holdings.ts'
import { shipmentHoldings } from './shipments/holdings.ts'
import { staffHoldings } from './staff/holdings.ts'
import { storeHoldings } from './stores/holdings.ts'
import { supplierHoldings } from './suppliers/holdings.ts'
import { trackingImportHoldings } from './tracking-imports/holdings.ts'
import { troubleHoldings } from './troubles/holdings.ts'
import { webhookHoldings } from './webhooks/holdings.ts'

/** The one map of where personal data is, a list a noun; integrations bring their own. */
registerHoldings([
  boardHolding,
  ...groundHoldings,
  ...batchHoldings,
  ...storeHoldings,
  ...staffHoldings,
  ...peopleHoldings,
  ...supplierHoldings,
  ...reachHoldings,
  ...erasureHoldings,
  ...orderHoldings,
  ...purchaseOrderHoldings,
  ...shipmentHoldings,
  ...trackingImportHoldings,
  ...fulfilmentHoldings,
  ...reconciliationHoldings,
  ...webhookHoldings,
  ...conversationHoldings,
  ...checkpointHoldings,
  ...pictureHoldings,
  ...troubleHoldings,
  ...caseHoldings,
  ...refundHoldings,
  ...questionHoldings,
  ...lateHoldings,
  ...complaintHoldings,
  ...returnHoldings,
  ...staffMailHoldings,
  ...digestHoldings,
])

/** Of cards: what is drawn again once its customer's data is gone, and what never shows any. */
registerCards({
  ...{ order: 'redrawn', 'needs-routing': 'redrawn', 'purchase-order': 'redrawn', declined: 'redrawn' },
  ...{ change: 'redrawn', offer: 'redrawn', case: 'redrawn', 'case-staff': 'redrawn' },
  ...{ conversation: 'harmless', 'conversation-notice': 'harmless', closure: 'harmless', 'closure-staff': 'harmless' },
  'closure-answered': 'harmless',
  ...{ 'late-notice': 'harmless', 'late-notice-staff': 'harmless', 'ship-soon': 'harmless', 'too-many': 'harmless' },
  ...{
    sample: 'harmless',
    feed: 'harmless',
    'parcel-digest': 'harmless',
    'carrier-silence': 'harmless',
    webhook: 'harmless',
    batch: 'harmless',
    'new-purchase-orders': 'harmless',
    'tracking-import': 'harmless',
    proposal: 'harmless',
    'proposal-offer': 'harmless',
    'reach-test': 'harmless',
    'new-link': 'harmless',
    'reach-test-staff': 'harmless',
    unreached: 'harmless',
  },
})
