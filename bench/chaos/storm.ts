import { setTimeout } from 'node:timers/promises'
import type { Cast } from './cast.ts'
import type { Dice } from './dice.ts'
import { PUBLIC } from './lay-shop.ts'
import type { Ledger } from './ledger.ts'
import type { Life } from './life.ts'
import type { openTroubles } from './troubles.ts'
import type { Slot } from './waybill-process.ts'

type Troubles = ReturnType<typeof openTroubles>['troubles']

/** What goes wrong all at once: how often each trouble comes of its kind, and how long it is quiet between two, ms. */
const TROUBLES: readonly { least: number; more: number; shares: Partial<Record<keyof Troubles, number>> }[] = [
  { least: 100, more: 500, shares: { kill: 1 } },
  { least: 6_000, more: 8_000, shares: { freeze: 1, freezeInTransaction: 1, freezeAfterClaim: 1, disk: 1, clock: 1 } },
  {
    ...{ least: 600, more: 1_200 },
    shares: {
      ...{ slackFails: 8, discordFails: 6, storeFails: 5, mailFails: 1, deliveryFails: 4 },
      ...{ outage: 1, database: 1, poison: 2, deletion: 6 },
    },
  },
]
/** And each thing that people do. Every room has room for more: what must be said in one goes once a second at most. */
const ACTS: Record<keyof Life, number> = {
  ...{ order: 9, slackSupplierWrites: 3, slackStaffWrites: 2, discordSupplierWrites: 2, discordStaffWrites: 2 },
  ...{ note: 3, slackPress: 6, discordPress: 5, ship: 5, trespass: 1 },
}

const BIG = new Set<keyof Life>(['order', 'note', 'ship'])

type Parts = {
  cast: Cast
  ledger: Ledger
  dice: Dice
  life: Life
  slots: readonly Slot[]
  troubles: Troubles
  /** Towards the end nothing new is begun that makes many messages, so that what waits for its turn comes to an end. */
  isEbbing: () => boolean
  isOver: () => boolean
}

/** Lets it all go on at once until it is over: what people do, what the store sends, and what goes wrong. */
export async function rage(parts: Parts): Promise<void> {
  const { cast, ledger, dice, life, slots, troubles, isEbbing, isOver } = parts
  const wait = <T extends string>(shares: Record<T, number>) =>
    dice.oneOf((Object.entries(shares) as [T, number][]).flatMap(([name, share]) => Array<T>(share).fill(name)))
  const pending = new Set<Promise<void>>()
  const running = (work: Promise<void> | void, what: string) => {
    const one = Promise.resolve(work)
      .catch(error => void ledger.wrongs.push(`${what}: ${error instanceof Error ? error.message : error}`))
      .finally(() => pending.delete(one))
    pending.add(one)
    return one
  }
  const living = async () => {
    while (!isOver()) {
      const name = wait(ACTS)
      if (isEbbing() && BIG.has(name)) {
        await setTimeout(50)
        continue
      }
      try {
        running(life[name](), name)
      } catch (error) {
        ledger.wrongs.push(`${name}: ${error instanceof Error ? error.message : error}`)
      }
      await setTimeout(120 + dice.pick(320))
    }
  }
  const failing = async ({ least, more, shares }: (typeof TROUBLES)[number]) => {
    while (!isOver()) {
      await setTimeout(least + dice.pick(more))
      const name = wait(shares as Record<keyof Troubles, number>)
      const done = running(troubles[name](), name)
      // Two processes are rarely gone at once, or nothing would ever be done.
      await Promise.race([done, ...(dice.pick(2) === 0 ? [setTimeout(1_000)] : [])])
    }
  }
  const delivering = async () => {
    while (!isOver()) {
      await deliver(cast, dice.oneOf(slots))
      await setTimeout(300)
    }
  }
  /** As a supervisor does; but nothing may end by itself. */
  const supervising = async () => {
    while (!isOver()) {
      for (const slot of slots) {
        if (slot.lives || slot.isDown) continue
        ledger.wrongs.push(`${slot.name} ended by itself`)
        slot.start()
      }
      await setTimeout(500)
    }
  }
  await Promise.all([living(), ...TROUBLES.map(failing), delivering(), supervising()])
  await Promise.allSettled(pending)
  for (const slot of slots) slot.thaw()
}

/** Sends what the store has for us. Shopify tries for four hours, which are shorter here: it never gives up. */
export async function deliver({ shopify: { shop } }: Cast, slot: Slot): Promise<void> {
  shop.webhooks.reach(PUBLIC, slot.url)
  for (const one of shop.webhooks.waiting) one.tries = 0
  await shop.webhooks.deliver()
}
