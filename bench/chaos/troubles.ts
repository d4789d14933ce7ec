import { setTimeout } from 'node:timers/promises'
import { limited, outage } from '../../test/discord/fake/faults.ts'
import type { Cast } from './cast.ts'
import { openDeletion } from './deletion.ts'
import type { Dice } from './dice.ts'
import { openKill } from './kill.ts'
import type { Ledger } from './ledger.ts'
import type { Look } from './look.ts'
import type { Slot } from './waybill-process.ts'

type Parts = {
  cast: Cast
  ledger: Ledger
  dice: Dice
  slots: readonly Slot[]
  /** Null on the embedded database, which nobody else may open. */
  look: Look | null
  restart: (() => Promise<void>) | null
  /** Fills the disk under the database, and makes room again; null where none of its own is there. */
  fillDisk: (() => Promise<void>) | null
  isOver: () => boolean
}

const SLACK_CALLS = /^chat\.(postMessage|update)$/
const DISCORD_CALLS = ['POST /channels/:channel/messages', 'PATCH /channels/:channel/messages/:message']

/** All that befalls the processes and the world around them. Each trouble is over when it resolves. */
export function openTroubles({ cast, ledger, dice, slots, look, restart, fillDisk, isOver }: Parts) {
  const { slack, discord, shopify, mail } = cast
  const kills = openKill({ ledger, dice, slots, look })
  const deletes = openDeletion(cast, ledger, dice)
  const living = () => slots.filter(one => one.lives && !one.frozen)
  const someone = () => dice.oneOf(living())
  /** Chats that are away now: none goes twice at once. */
  const away = new Set<unknown>()
  const rest = (from: number, to: number) => setTimeout(from + dice.pick(to - from))

  /** Rarely the last one that is there, or nothing would ever be done; what is starting may be killed as well. */
  const victim = () => {
    const there = living().filter(one => one.isThere)
    const others = living().filter(one => !one.isThere)
    return dice.oneOf(there.length === 1 && others.length > 0 && dice.pick(8) > 0 ? others : living())
  }

  /** Every other time once more while it starts, as what brings it down may do. */
  async function kill(): Promise<void> {
    const slot = victim()
    if (!slot) return
    await kills(slot)
    if (dice.pick(2) === 0) {
      await rest(200, 2_000)
      if (!slot.frozen) await kills(slot)
    }
    await started(slot)
  }

  async function started(slot: Slot): Promise<void> {
    for (let tries = 0; tries < 100 && slot.lives && !isOver(); tries += 1) {
      if (await slot.isReady()) return
      await setTimeout(200)
    }
  }

  async function freeze(slot: Slot | undefined, ms: number): Promise<void> {
    if (!slot) return
    if (!slot.frozen) slot.freeze()
    await setTimeout(ms)
    slot.thaw()
  }

  const troubles = {
    kill,
    /** Short, or for longer than the others wait before they take over. */
    async freeze() {
      ledger.count('frozen')
      await freeze(someone(), dice.pick(3) === 0 ? 18_000 + dice.pick(6_000) : 500 + dice.pick(5_000))
    },
    async freezeInTransaction() {
      const slot = someone()
      if (!slot || !look) return
      // Stopped a moment too late it has committed: then it goes on at once.
      const caught = await look.within(4_000, async () => {
        if (!(await look.isInTransaction(slot.name))) return false
        slot.freeze()
        if (await look.isInTransaction(slot.name)) return true
        slot.thaw()
        return false
      })
      if (!caught) return
      ledger.count('frozen in a transaction')
      await freeze(slot, 2_000 + dice.pick(8_000))
    },
    async freezeAfterClaim() {
      const slot = someone()
      if (!slot || !look) return
      const caught = await look.within(4_000, async () => {
        if (((await look.claims()) ?? []).length === 0) return false
        slot.freeze()
        const held = (await look.claims()) ?? []
        await setTimeout(400)
        if (((await look.claims()) ?? []).some(one => held.includes(one))) return true
        slot.thaw()
        return false
      })
      if (!caught) return
      ledger.count('frozen after a claim')
      await freeze(slot, dice.pick(2) === 0 ? 17_000 + dice.pick(5_000) : 2_000 + dice.pick(4_000))
    },
    async slackFails() {
      const effect = dice.oneOf([
        { kind: 'rate_limited', retryAfter: 1 },
        { kind: 'status', status: 500 },
        { kind: 'answer_lost', how: 'cut' },
        { kind: 'answer_broken', status: 503 },
        { kind: 'request_lost', how: 'cut' },
        { kind: 'slow', ms: 1_500 },
      ] as const)
      ledger.count(effect.kind.startsWith('answer') ? 'lost answers' : 'failed calls')
      slack.fake.faults.call(SLACK_CALLS, effect, { times: 1 })
    },
    async discordFails() {
      const accepted = dice.pick(2) === 0
      const trouble = dice.oneOf([limited(0.5), outage(500), outage(503), 'tear'] as const)
      ledger.count(accepted ? 'lost answers' : 'failed calls')
      discord.fake.faults.next(dice.oneOf(DISCORD_CALLS), trouble, { accepted })
    },
    async storeFails() {
      const fault = dice.oneOf(['reply lost', 'request lost', 'throttled'] as const)
      ledger.count(fault === 'reply lost' ? 'lost answers' : 'failed calls')
      shopify.shop.faults.next('*', fault)
    },
    async mailFails() {
      if (mail.faults.length > 0) return
      ledger.count('failed calls')
      // What is put off waits for three minutes, and all mails behind it.
      const isPutOff = dice.pick(6) === 0
      mail.fail(isPutOff ? { at: 'DATA', reply: '451 4.3.0 Try again later' } : { at: 'before' })
    },
    async deliveryFails() {
      ledger.count('deliveries twice, late or lost')
      const fault = dice.oneOf([
        { kind: 'duplicate', after: 20 },
        { kind: 'late', ms: 1_500 },
        { kind: 'lost' },
      ] as const)
      slack.fake.faults.delivery(/./, fault)
    },
    async deletion() {
      deletes()
    },
    async outage() {
      const chat = dice.oneOf([slack, discord])
      if (!chat || away.has(chat)) return
      away.add(chat)
      ledger.count('outages')
      await chat.fake.down()
      await rest(1_000, 4_000)
      await chat.fake.up()
      away.delete(chat)
    },
    async database() {
      if (!look || !restart) return
      if (dice.pick(2) === 0) {
        ledger.count('all sessions ended')
        return look.endSessions()
      }
      ledger.count('database restarted')
      await restart()
    },
    async disk() {
      if (!fillDisk) return
      ledger.count('disk full')
      await fillDisk()
    },
    async clock() {
      ledger.count('clock jumps')
      const slot = someone()
      slot?.signal('SIGWINCH')
    },
    /** What is signed and no order, what is not signed, and what nobody understands. */
    async poison() {
      ledger.count('poison')
      const slot = someone()
      if (!slot) return
      const headers = { 'content-type': 'application/json', 'x-shopify-topic': 'orders/create' }
      const body = dice.oneOf(['{', '[]', '{"id":null}', `{"id":1,"line_items":${'['.repeat(2_000)}`, '\u0000'])
      for (const path of ['/webhooks/shopify', '/carrier/events', '/slack/events', '/'])
        await fetch(slot.url + path, { method: 'POST', headers, body, signal: AbortSignal.timeout(3_000) }).catch(
          () => {},
        )
    },
  }
  return { troubles, started }
}
