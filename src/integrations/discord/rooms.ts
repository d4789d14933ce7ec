import type { Ask } from '../../kernel/asking/command.ts'
import { roomsOn } from '../../kernel/asking/room.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Log } from '../../kernel/ground/log.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import { NoRoom } from '../../kernel/shapes/chat.ts'
import { missingPermissions, permissionNames, VITAL } from './permissions.ts'
import type { Server } from './server.ts'

/** Changes come in bursts: this long after one they are looked at together, ms. */
const SETTLE = 250

export type Follower = {
  /** Something changed: look at all rooms again, soon. */
  nudge(): void
  /** Resolves when nothing is left to look at. */
  idle(): Promise<void>
  stop(): void
}

type Parts = { db: Db; ask: Ask; server: Server; log: Log }

/** Keeps our rooms in step with Discord: renamed, deleted, closed to us, open again. */
export function followRooms(parts: Parts): Follower {
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let waiting = false

  const look = () => {
    waiting = false
    looking = looking
      .then(() => lookAtAll(parts))
      .catch(error => parts.log.warn({ err: error }, 'the rooms on Discord could not be looked at'))
  }
  return {
    nudge() {
      clearTimeout(timer)
      waiting = true
      timer = setTimeout(look, SETTLE)
    },
    async idle() {
      if (waiting) {
        clearTimeout(timer)
        look()
      }
      await looking
    },
    stop() {
      clearTimeout(timer)
      waiting = false
    },
  }
}

async function lookAtAll({ db, ask, server }: Parts): Promise<void> {
  server.forget()
  const seen = await server.channels().catch(error => {
    if (error instanceof NoRoom) return null
    throw error
  })
  for (const room of await roomsOn(db, 'discord')) {
    const about = { chat: 'discord', channel: room.channel }
    const channel = seen?.find(({ id }) => id === room.channel)
    if (!channel) {
      const why = seen ? `#${room.name} was deleted` : 'I am not in that server any more'
      await ask('room.lose', { ...about, why }, waybill)
      continue
    }
    if (channel.name !== room.name) await ask('room.rename', { ...about, name: channel.name }, waybill)
    const missing = missingPermissions(await server.mine(channel), VITAL)
    if (missing.length > 0)
      await ask('room.lose', { ...about, why: `I lack ${permissionNames(missing)} there` }, waybill)
    else await ask('room.regain', about, waybill)
  }
}
