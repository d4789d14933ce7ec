import { FakeDiscord } from '../../test/discord/fake/fake-discord.ts'
import { openShopify } from '../../test/shopify/fake/server.ts'
import { brisk } from '../../test/slack/fake/clock.ts'
import { startSlack } from '../../test/slack/fake/slack.ts'
import { asInstalled } from '../../test/slack/manifest.ts'
import { mailServer } from '../../test/stage/mail/mail-server.ts'

export type Cast = Awaited<ReturnType<typeof openCast>>

/** The suppliers on each chat; North, behind them, is reached by mail. */
const ON_SLACK = ['Lumen', 'Casa', 'Birch'] as const
const ON_DISCORD = ['Anadolu', 'Okada'] as const
export const NORTH = { name: 'North', sku: 'SKU-NORTH', address: 'orders@north.example' }
export const skuOf = (supplier: string) => `SKU-${supplier.toUpperCase()}`

/** The outside world: fakes of Slack, Discord, a store and a mail server, with the people in them. */
export async function openCast() {
  const slack = await startSlack({
    timing: { ...brisk, post: 0, eventRetries: [0, 1_500, 6_000] },
    app: asInstalled('manifest.bridge.yml'),
  })
  const sam = slack.person('sam')
  const ola = slack.person('ola', { kind: 'external' })
  const room = (name: string, members: Parameters<typeof slack.channel>[1]) => slack.channel(name, members)
  const orders = room('orders', { kind: 'private', members: [sam] })
  const support = room('support', { kind: 'private', members: [sam] })
  const onSlack = ON_SLACK.map(name => {
    const person = slack.person(`${name.toLowerCase()}-mei`, { kind: 'external' })
    // Ola reads along, and acts for nobody.
    return { name, person, room: room(name.toLowerCase(), { kind: 'private', members: [sam, person, ola] }) }
  })

  const discord = await FakeDiscord.start()
  discord.gateway.identifyEvery = 0
  discord.allow('messageContent', 'members')
  const staff = discord.addRole('Staff')
  const tess = discord.addUser('Tess', { roles: [staff] })
  const staffRoom = discord.addPrivateChannel('orders', staff.id)
  const talkRoom = discord.addPrivateChannel('support', staff.id)
  const onDiscord = ON_DISCORD.map(name => {
    const role = discord.addRole(name)
    const person = discord.addUser(`${name}-li`, { roles: [role] })
    return { name, person, room: discord.addPrivateChannel(name.toLowerCase(), staff.id, role.id) }
  })

  const shopify = await openShopify()
  Object.assign(shopify.shop.bucket, { max: 1e9, rate: 1e9 })
  const mail = await mailServer()
  return {
    slack: { fake: slack, sam, ola, orders, support, suppliers: onSlack },
    discord: { fake: discord, tess, orders: staffRoom, support: talkRoom, suppliers: onDiscord },
    shopify,
    mail,
    names: [...ON_SLACK, ...ON_DISCORD, NORTH.name],
    async close() {
      await slack.close()
      await discord.stop()
      await shopify.close()
      await mail.close()
    },
  }
}
