import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Outcome } from '../../../src/kernel/asking/command.ts'
import { brisk } from '../../slack/fake/clock.ts'
import { type FakeSlack, startSlack } from '../../slack/fake/slack.ts'
import { asInstalled } from '../../slack/manifest.ts'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { openShop } from '../shop.ts'
import { type BotOptions, openSlackBot, people, placesOf, type Shop, type SlackBot } from './slack-bot.ts'

export type SlackShop = Shop & {
  database: TestDatabase
  fake: FakeSlack
  /** A test that stops it puts the next one here. */
  bot: SlackBot
  /** Asks as the system itself. */
  ask(command: string, input?: Record<string, unknown>): Promise<Outcome>
  /** Receives an order of one piece each. */
  receive(number: string, ...skus: readonly string[]): Promise<Outcome>
  /** Receives it, and shows it everywhere. */
  received(number: string, ...skus: readonly string[]): Promise<void>
  /** Receives and forwards it, and shows it everywhere. */
  forwarded(number: string, ...skus: readonly string[]): Promise<void>
  /** Nothing failed before anybody's eyes, nothing was left unacknowledged, and nothing was refused by Slack. */
  allWell(): void
}

type Given = BotOptions & { timing?: typeof brisk }

/** The bot at a fake Slack with the shop of a-bot.ts, opened anew for each test of a file. */
export function aSlackShop({ timing = brisk, ...options }: Given = {}): SlackShop {
  const shop = {
    ask: (command, input = {}) => shop.bot.ask(command, input, system),
    receive(number, ...skus) {
      const lines = skus.map(sku => ({ sku }))
      return shop.ask('order.receive', incoming(number, lines))
    },
    async received(number, ...skus) {
      await shop.receive(number, ...skus)
      await shop.bot.settles()
    },
    async forwarded(number, ...skus) {
      await shop.receive(number, ...skus)
      await shop.ask('order.forward', { order: number })
      await shop.bot.settles()
    },
    allWell() {
      const { failures, unacked, complaints } = shop.fake
      expect([failures, unacked, complaints]).toEqual([[], [], []])
      expect(shop.fake.calls().filter(call => call.error)).toEqual([])
    },
  } as SlackShop
  beforeAll(async () => {
    shop.database = await testDatabase()
  })
  beforeEach(async () => {
    await shop.database.empty()
    shop.fake = await startSlack({ timing, app: asInstalled() })
    Object.assign(shop, people(shop.fake))
    shop.bot = await openSlackBot(shop.database, shop.fake, options)
    await openShop(shop.bot, placesOf(shop))
  })
  afterEach(async () => {
    await shop.bot.stop()
    await shop.fake.close()
  })
  afterAll(() => shop.database.close())
  return shop
}
