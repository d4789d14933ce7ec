import { runBatch } from './batches/run-batch.ts'
import { cancelAtStore } from './cancellations/cancel-at-store.ts'
import { readFromFeed } from './checkpoints/read-from-feed.ts'
import { registerWithFeed } from './checkpoints/register-with-feed.ts'
import { fulfilOrder } from './fulfilments/fulfil-order.ts'
import { tellDeadline } from './fulfilments/tell-deadline.ts'
import { tellEarlier } from './fulfilments/tell-earlier.ts'
import { tellEvents } from './fulfilments/tell-events.ts'
import { tellHold } from './fulfilments/tell-hold.ts'
import type { Ask, OutsideSystems } from './kernel/asking/command.ts'
import type { TaskKind } from './kernel/carrying/task.ts'
import type { Db } from './kernel/ground/db.ts'
import { sendReply } from './mails/send-reply.ts'
import { catchUp } from './reconciliations/catch-up.ts'
import { compareStore } from './reconciliations/compare-store.ts'
import { readOrderAtStore } from './reconciliations/read-again.ts'
import { readHolds } from './reconciliations/read-holds.ts'
import { askForOffer } from './refunds/ask-for-offer.ts'
import { makeRefund } from './refunds/make-refund.ts'
import { readReturn } from './returns/read-return.ts'
import { tellReturn } from './returns/tell-return.ts'
import { checkStore } from './stores/check-store.ts'
import { leaveStore } from './stores/leave-store.ts'
import { linkedStores } from './stores/linked-store.ts'
import { readFiles } from './tracking-imports/read-files.ts'
import { takeRows } from './tracking-imports/take-rows.ts'
import { sendWebhook } from './webhooks/send-webhook.ts'

type Parts = { db: Db; ask: Ask; outside: OutsideSystems; publicUrl: string | null; now: () => Date }

/** Everything that may be owed to outside systems other than chats, by name. */
export function taskKinds({ db, ask, outside, publicUrl, now }: Parts): Readonly<Record<string, TaskKind>> {
  const linked = linkedStores(db, outside)
  return {
    'store.leave': leaveStore(db, outside),
    'store.check': checkStore(linked, ask, publicUrl),
    'store.catch-up': catchUp({ db, ask, linked, now }),
    'store.compare': compareStore({ db, ask, linked, now }),
    'store.read-order': readOrderAtStore({ ask, linked }),
    'store.read-holds': readHolds({ ask, linked }),
    'store.tell-earlier': tellEarlier({ db, ask, linked, now }),
    'order.fulfil': fulfilOrder({ db, ask, linked, now }),
    'order.tell-deadline': tellDeadline({ db, ask, linked, now }),
    'order.tell-events': tellEvents({ db, ask, linked, now }),
    'order.tell-hold': tellHold({ db, ask, linked, now }),
    'order.cancel-in-store': cancelAtStore({ db, ask, linked, now }),
    'refund.offer': askForOffer({ db, ask, linked }),
    'refund.make': makeRefund({ db, ask, linked }),
    'return.read': readReturn({ ask, linked }),
    'return.tell': tellReturn({ db, ask, linked }),
    'batch.run': runBatch({ db, ask }),
    'tracking.read-files': readFiles({ db, ask }),
    'tracking.take-rows': takeRows({ db, ask }),
    'feed.register': registerWithFeed({ db, ask, outside, now }),
    'feed.read': readFromFeed({ db, ask, outside, now }),
    'mail.send': sendReply({ db, ask, outside }),
    'webhook.send': sendWebhook({ db, ask, outside, now }),
  }
}
