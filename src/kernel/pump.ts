import { randomUUID } from 'node:crypto'
import { waybill } from './actor.ts'
import type { Chat } from './chat.ts'
import type { Ask } from './command.ts'
import type { Database } from './db.ts'
import type { Log } from './log.ts'
import { claim, nextDue, type Owed, parksLane, settle } from './outbox.ts'
import { send } from './send.ts'

export type Pump = {
  /** Something may be owed: look now. */
  wake(): void
  /** Resolves when nothing is due now; what waits for its time still waits. */
  idle(): Promise<void>
  /** Stops claiming and waits for the sends under way. */
  stop(): Promise<void>
}

type Parts = {
  database: Database
  chats: ReadonlyMap<string, Chat>
  ask: Ask
  log: Log
  now: () => Date
  /** Lanes served at once. */
  width?: number
}

/** How long to sleep when nothing wakes us, ms: covers a lost NOTIFY. */
const FLOOR = 5_000
const WIDTH = 8

/** Carries what is owed to the chats: claim, act, mark. Any number of processes may pump the same lanes. */
export async function startPump(parts: Parts): Promise<Pump> {
  const owner = randomUUID()
  const under = new Set<Promise<void>>()
  let stopped = false
  let woken = true
  let timer: NodeJS.Timeout | undefined
  let turning: Promise<void> | null = null

  const wake = () => {
    woken = true
    clearTimeout(timer)
    if (!stopped)
      turning ??= turn().finally(() => {
        turning = null
      })
  }

  const turn = async () => {
    let pause = FLOOR
    while (woken && !stopped) {
      woken = false
      await serve().catch(error => parts.log.error({ err: error }, 'the outbox could not be read'))
      pause = await sleep()
    }
    if (!stopped) timer = setTimeout(wake, pause)
  }

  const serve = async () => {
    while (!stopped && under.size < (parts.width ?? WIDTH)) {
      const owed = await claim(parts.database.db, owner, parts.now())
      if (!owed) return
      const carried = carry(parts, owner, owed)
        .catch(error => parts.log.error({ err: error }, 'a send could not be marked'))
        .finally(() => {
          under.delete(carried)
          wake()
        })
      under.add(carried)
    }
  }

  const sleep = async () => {
    const due = await nextDue(parts.database.db).catch(() => null)
    return due ? Math.min(FLOOR, Math.max(0, due.getTime() - parts.now().getTime())) : FLOOR
  }

  await parts.database.listen(wake)
  wake()
  return {
    wake,
    async idle() {
      wake()
      while (turning || under.size > 0 || woken) await Promise.allSettled([turning, ...under])
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      // A lane claimed a moment ago is served yet.
      while (turning || under.size > 0) await Promise.allSettled([turning, ...under])
    },
  }
}

async function carry({ database, chats, ask, log, now }: Parts, owner: string, owed: Owed): Promise<void> {
  const { room } = owed
  const chat = chats.get(room.chat)
  const result = chat
    ? await send(chat, owed, now)
    : {
        state: 'queued' as const,
        why: `${room.chat} is not connected`,
        nextAt: later(now()),
        attempt: false,
        parkLane: true,
      }
  const marked = await settle(database.db, owner, owed, result, now())
  if (!marked || result.state === 'sent') return
  log.warn({ room: room.id, state: result.state, why: result.why }, 'a message was not shown')
  if (result.state === 'parked') await ask('message.park', { roomId: room.id, why: result.why }, waybill)
  // A staff room of a chat that is switched off is nobody's trouble; a supplier's is.
  if (!chat && room.side === 'staff') return
  if (parksLane(result) && !owed.parked) await ask('room.park', { roomId: room.id, why: result.why }, waybill)
}

const later = (now: Date) => new Date(now.getTime() + 60_000)
