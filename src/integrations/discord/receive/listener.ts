import { keepLease } from '../../../kernel/carrying/lease.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Log } from '../../../kernel/ground/log.ts'
import type { Gateway } from './gateway.ts'

export type Listener = {
  /** Why nothing that people do reaches any process, in words; null while it does. */
  trouble(): string | null
  /** Hangs up, and lets another process listen. */
  stop(): Promise<void>
}

/** Of all processes one listens: the one that holds the lease opens the gateway. */
export function listenAlone({ db, log, open }: { db: Db; log: Log; open: () => Gateway }): Listener {
  let gateway: Gateway | null = null
  const turn = (ours: boolean) => {
    if (!ours) void gateway?.close()
    gateway = ours ? open() : null
  }
  const lease = keepLease({ db, log, name: 'discord gateway', turns: turn })
  return {
    trouble() {
      if (lease.held()) return gateway?.connected() ? null : 'Discord’s gateway is not connected.'
      return lease.taken() ? null : 'No process listens to Discord.'
    },
    async stop() {
      const listening = gateway
      await Promise.all([listening?.close(), lease.release()])
    },
  }
}
