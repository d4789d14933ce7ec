import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import type { Database } from '../../src/kernel/ground/db.ts'
import { brisk } from '../../test/slack/fake/clock.ts'
import { startSlack } from '../../test/slack/fake/slack.ts'
import { asInstalled } from '../../test/slack/manifest.ts'
import { openShop } from '../../test/stage/shop.ts'
import { openSlackBot, type SlackBot } from '../../test/stage/slack/slack-bot.ts'
import { type Contestant, placesIn, SECRET, serveHook } from './contestant.ts'

export type Waybill = Contestant & { bot: SlackBot }

/** Waybill with two suppliers, without Slack's own pace of a message a second in a room. */
export async function openWaybill(database: Database): Promise<Waybill> {
  const fake = await startSlack({ timing: brisk, app: asInstalled() })
  const places = placesIn(fake)
  const { mei, rooms } = places
  fake.channel('alerts', { kind: 'private', members: [places.sam] })
  const bot = await openSlackBot(Object.assign(database, { url: null, empty: async () => {} }), fake)
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  await openShop(bot, {
    chat: 'slack',
    lumen: { room: named(rooms.lumen), contacts: [named(mei)] },
    casa: { room: named(rooms.casa), contacts: [] },
  })
  const store = connectShopify({ ask: bot.ask, secret: SECRET, ready: () => true })
  const { hook, end } = await serveHook(store)
  return {
    ...{ name: 'Waybill', hook, fake, ...places, bot },
    settles: () => bot.settles(),
    async close() {
      await bot.stop()
      end()
      await fake.close()
    },
  }
}
