import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Events } from '../../src/events.ts'
import { type OpenHouse, openHouse } from '../../src/house.ts'
import type { Outcome } from '../../src/kernel/asking/command.ts'
import { runInBatches } from '../../src/kernel/carrying/run-in-batches.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { agreements, suppliers } from '../../src/suppliers/tables.ts'
import { system } from './bot.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { incoming } from './incoming.ts'
import { LUMEN_TERMS } from './lumen-terms.ts'
import { openShop, shopChat } from './shop.ts'

export const HOUR = 3_600_000
/** Monday, eight in the morning in Shanghai and one at night in Madrid. */
export const START = new Date('2026-11-02T00:00:00Z')

export type Said = Events['late.noticed']['notices'][number]

/**
 * The shop of shop.ts under a clock that stands still until it is moved. Casa may take its time by the clock: 24 hours to
 * acknowledge, 48 to ship, 48 to be scanned; Lumen keeps the working week of `LUMEN_TERMS`.
 */
export type Clock = {
  database: TestDatabase
  now(): Date
  set(at: Date): void
  wait(hours: number): void
  /** Another process over the same database, or the same one after a restart. */
  restart(): OpenHouse
  /** Asks as the system; a refusal is answered in its words. */
  ask(command: string, input?: Record<string, unknown>): Promise<Outcome>
  /** Receives an order and forwards it now. */
  forward(number: string, ...skus: readonly string[]): Promise<void>
  /** Looks for all that is due, as each tick does. */
  sweep(house?: OpenHouse, failed?: (error: unknown) => void): Promise<void>
  /** All that was told of, in the order in which it was. */
  told(): Promise<readonly Said[]>
}

/** Opens it anew for each test of a file. */
export function aClock(): Clock {
  let database: TestDatabase
  let house: OpenHouse
  let at = START
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await database.empty()
    at = START
    house = clock.restart()
    await openShop(house)
    await agree(database)
  })
  afterAll(() => database.close())

  const clock: Clock = {
    get database() {
      return database
    },
    now: () => at,
    set: to => {
      at = to
    },
    wait: hours => {
      at = new Date(at.getTime() + hours * HOUR)
    },
    restart() {
      house = openHouse({ database, log: openLog('silent'), counted: () => {}, now: () => at })
      const chat = shopChat()
      house.chats.set(chat.name, chat)
      return house
    },
    ask: (command, input = {}) =>
      house.ask(command, input, system).catch(error => {
        if (error instanceof Refusal) return { text: error.message }
        throw error
      }),
    async forward(number, ...skus) {
      const lines = skus.map(sku => ({ sku, quantity: 2 }))
      await clock.ask('order.receive', incoming(number, lines))
      await clock.ask('order.forward', { order: number })
    },
    sweep: (by = house, failed = error => Promise.reject(error)) =>
      runInBatches(by.ask, 'late.sweep', new AbortController().signal, failed),
    async told() {
      const rows = await database.db
        .select()
        .from(events)
        .where(eq(events.name, 'late.noticed'))
        .orderBy(asc(events.id))
      return rows.flatMap(row => (row.data as Events['late.noticed']).notices)
    },
  }
  return clock
}

/** Lumen has accepted its agreement. */
async function agree({ db }: TestDatabase): Promise<void> {
  const [lumen] = await db.select().from(suppliers).where(eq(suppliers.name, 'Lumen'))
  if (!lumen) throw new Error('the shop has no Lumen')
  const version = { supplierId: lumen.id, version: 1, terms: LUMEN_TERMS, proposedAt: START, proposedBy: 'Sam' }
  await db.insert(agreements).values({ ...version, acceptedAt: START, answeredBy: 'Mei' })
}
