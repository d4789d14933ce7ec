import type { Ask } from '../asking/command.ts'
import { leadToCards, redrawLinked } from '../asking/lead-to-cards.ts'
import type { Database, Db } from '../ground/db.ts'
import type { Heart } from '../ground/heart.ts'
import type { Log } from '../ground/log.ts'
import { since } from '../ground/moment.ts'
import { inSpan } from '../ground/trace.ts'
import { waybill } from '../shapes/actor.ts'
import type { Chat } from '../shapes/chat.ts'
import { claim } from './claim.ts'
import { type ClaimedMessage, laneName } from './outbox.ts'
import { EARLY, keepPace, type Pace } from './pace.ts'
import { sendMessage } from './send.ts'
import { type Settled, settleClaim } from './settle-claim.ts'

export type Dispatcher = {
  /** Something may be claimed: look now. */
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
  /** Hears how each message went, and where it was shown, how long that took since it was queued, seconds. */
  went?: (of: { chat: string; kind: string; how: string }, took?: number) => void
  /** Without it, nobody takes over from this process before its leases end. */
  heart?: Heart | null
  /** The time; without it, the database's own, by which clocks need not agree. */
  now?: () => Date
  /** Lanes served at once. */
  width?: number
  /** How long to sleep when nothing wakes us, ms: covers a lost NOTIFY. */
  pollInterval?: number
}

const POLL_INTERVAL = 5_000
const WIDTH = 16
/** How soon to look again for a lane that is due and that somebody else holds, ms. */
const HELD = 10
/** How often a room of a chat that is not connected is looked at, ms. */
const UNCONNECTED_TRY = 60_000

/** How a send went, as metrics say it. */
const HOW = { sent: 'shown', queued: 'again', sending: 'unsettled', gone: 'deleted', parked: 'given_up' } as const

/** Carries what is claimed to the chats: claim, act, mark. Any number of processes may pump the same lanes. */
export async function startDispatcher(parts: Parts): Promise<Dispatcher> {
  const { width = WIDTH, pollInterval = POLL_INTERVAL } = parts
  /** The sends under way, with their lanes. */
  const inFlight = new Map<Promise<void>, string>()
  const pace = keepPace()
  let stopped = false
  let woken = true
  let wakes = 0
  let timer: NodeJS.Timeout | undefined
  let turning: Promise<void> | null = null

  const wake = () => {
    if (stopped) return
    woken = true
    wakes += 1
    clearTimeout(timer)
    turning ??= turn()
  }

  const turn = async () => {
    let pause = pollInterval
    while (woken && !stopped) {
      woken = false
      pause = await serve().catch(error => {
        parts.log.error({ err: error }, 'the outbox could not be read')
        return pollInterval
      })
    }
    // In the same breath as the last look at `woken`: a wake between the two would be lost.
    turning = null
    if (!stopped) timer = setTimeout(wake, pause)
  }

  /** Answers how long to sleep. */
  const serve = async (): Promise<number> => {
    while (!stopped && inFlight.size < width) {
      const most = width - inFlight.size
      const { claimed, wait } = await claim(parts.database.db, {
        most,
        except: [...inFlight.values()],
        early: EARLY,
        beat: parts.heart?.beat(),
        now: parts.now?.(),
      })
      for (const one of claimed) send(one)
      if (claimed.length < most) return wait === null ? pollInterval : Math.min(pollInterval, Math.max(HELD, wait))
    }
    // The first send to end wakes us.
    return pollInterval
  }

  const send = (claimed: ClaimedMessage) => {
    const before = wakes
    const of = { chat: claimed.room.chat, kind: claimed.message.kind, way: claimed.way }
    const delivered = inSpan('deliver', of, () => deliver(parts, pace, claimed), claimed.trace)
      .catch(error => parts.log.error({ err: error }, 'a send could not be marked'))
      .then(settled => {
        const hadWidth = inFlight.size < width
        inFlight.delete(delivered)
        // What else waits was looked for when this was claimed, or woke us: then it may have come while its room was ours.
        if (settled !== 'last' || !hadWidth || wakes !== before) wake()
      })
    inFlight.set(delivered, laneName(claimed))
  }

  const settled = async () => {
    while (turning || inFlight.size > 0) await Promise.allSettled([turning, ...inFlight.keys()])
  }

  await parts.database.listen(wake)
  wake()
  return {
    wake,
    idle() {
      wake()
      return settled()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      return settled()
    },
  }
}

async function withLinks(db: Db, chat: Chat, claimed: ClaimedMessage): Promise<ClaimedMessage> {
  const { message, room } = claimed
  return { ...claimed, message: { ...message, card: await leadToCards(db, chat, room, message.card) } }
}

async function deliver(parts: Parts, pace: Pace, claimed: ClaimedMessage): Promise<Settled> {
  const { database, chats, ask, log, now } = parts
  const { room } = claimed
  if (claimed.wasAhead)
    log.warn({ room: room.id }, 'a room waited for a time too far off, as after a clock that was ahead; it goes on')
  await pace.comes(claimed)
  const chat = chats.get(room.chat)
  const result = chat
    ? await sendMessage(chat, await withLinks(database.db, chat, claimed))
    : {
        state: 'queued' as const,
        ref: null,
        why: `${room.chat} is not connected`,
        wait: UNCONNECTED_TRY,
        unsettled: claimed.unsettled,
        attempt: false,
        parkLane: true,
      }
  pace.goes(claimed, result.wait)
  const of = { chat: room.chat, kind: claimed.message.kind, how: HOW[result.state] }
  const took = claimed.waited + since(claimed.claimedAt) / 1_000
  parts.went?.(of, result.state === 'sent' ? Math.max(0, took) : undefined)
  const settled = await settleClaim(database.db, claimed, result, now?.())
  if (settled === 'lost') log.warn({ room: room.id }, 'a room was lost to another process in the middle of a send')
  if (settled !== 'lost' && result.state === 'sent' && claimed.message.ref === null) {
    await redrawLinked(database.db, room.chat, room, claimed.message.card, now?.() ?? new Date())
    if (claimed.message.card.watched) await ask('message.note-shown', { messageId: claimed.message.id }, waybill)
  }
  if (settled === 'lost' || result.state === 'sent') return settled
  const known = result.state === 'queued' && result.parkLane && (settled !== 'parked' || result.staffKnow === true)
  log[known ? 'debug' : 'warn']({ room: room.id, state: result.state, why: result.why }, 'a message was not shown')
  if (result.state === 'parked')
    await ask('message.park', { roomId: room.id, why: result.why, kind: claimed.message.kind }, waybill)
  // A staff room that is listed no longer is nobody's trouble.
  if (room.side === 'staff' && !room.purpose) return settled
  if (result.state === 'queued' && result.parkLane && !known)
    await ask('room.park', { roomId: room.id, why: result.why }, waybill)
  return settled
}
