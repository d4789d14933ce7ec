import { Webhook } from 'standardwebhooks'
import { see } from '../../test/discord/fake/seen.ts'
import { seeMessage } from '../../test/slack/fake/seen.ts'
import type { Cast } from './cast.ts'
import { NORTH, skuOf } from './cast.ts'
import type { Dice } from './dice.ts'
import type { Ledger } from './ledger.ts'
import { upsNumber } from './ups-number.ts'

export const SCANS_SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
const CARRIER_SCHEMA = '2026-11'

type Parts = { cast: Cast; ledger: Ledger; dice: Dice; url: () => string }

/** What customers, staff, suppliers and carriers do all the while. Each does one thing, and notes what it was promised. */
export function openLife({ cast, ledger, dice, url }: Parts) {
  const { slack, discord, shopify } = cast
  const told = new Set<string>()
  let notes = 0

  const acts = {
    order() {
      const lines = Array.from({ length: 3 + dice.pick(3) }, () => {
        const name = dice.oneOf(cast.names)
        return { sku: name === NORTH.name ? NORTH.sku : skuOf(name), quantity: 1 + dice.pick(3) }
      })
      ledger.orders.push(shopify.shop.place({ name: `#${1_000 + ledger.orders.length}`, lines }))
    },
    slackSupplierWrites() {
      const { name, person, room } = dice.oneOf(slack.suppliers)
      const root = slackRoot(room.id, /^Purchase order 9\d-A/)
      if (!root) return
      const text = `words ${ledger.words.length} of ${name}`
      const { seen } = person.says(room, text, { thread: root })
      ledger.words.push({ text, supplier: name, by: 'supplier', chat: 'slack', at: Date.now() })
      const word = ledger.words.at(-1)
      if (dice.pick(8) !== 0 || !word) return
      word.edited = `${text}, better`
      person.edits(seen, word.edited)
    },
    slackStaffWrites() {
      const name = dice.oneOf(cast.names.slice(0, -1))
      const root = slackRoot(slack.support.id, new RegExp(`^Conversation with ${name}`))
      if (!root) return
      const text = `words ${ledger.words.length} to ${name}`
      slack.sam.says(slack.support, text, { thread: root })
      ledger.words.push({ text, supplier: name, by: 'staff', chat: 'slack', at: Date.now() })
    },
    discordSupplierWrites() {
      const { name, person, room } = dice.oneOf(discord.suppliers)
      const thread = discordThread(room.id, /^Purchase order 9\d-A/)
      if (!thread) return
      const text = `words ${ledger.words.length} of ${name}`
      person.says(thread, text)
      ledger.words.push({ text, supplier: name, by: 'supplier', chat: 'discord', at: Date.now() })
    },
    discordStaffWrites() {
      const name = dice.oneOf(cast.names.slice(0, -1))
      const thread = discordThread(discord.support.id, new RegExp(`^Conversation with ${name}`))
      if (!thread) return
      const text = `words ${ledger.words.length} to ${name}`
      discord.tess.says(thread, text)
      ledger.words.push({ text, supplier: name, by: 'staff', chat: 'discord', at: Date.now() })
    },
    async note() {
      // Of an order that has come in: of any other Sam would be told that it isn't there.
      const order = dice.oneOf([...ledger.acknowledged].slice(-30))?.replace(/-\w+$/, '')
      if (!order) return
      notes += 1
      const text = `note-${notes}`
      const typed = performance.now()
      const { failure, refused } = await slack.sam.types(slack.orders, `/order note ${order} ${text}`)
      if (failure || refused) ledger.count('notes not acknowledged')
      else ledger.notes.push({ text, typed, acknowledged: performance.now() })
    },
    async slackPress() {
      const { person, room } = dice.oneOf(slack.suppliers)
      const card = slackCard(room.id, 'Acknowledge')
      const number = /Purchase order (\S+)/.exec(card?.text ?? '')?.[1]
      if (!card || !number) return
      const { failure } = await person.presses(card, 'Acknowledge')
      if (!failure) ledger.acknowledged.add(number)
    },
    async trespass() {
      const card = slackCard(dice.oneOf(slack.suppliers).room.id, 'Decline')
      if (!card) return
      await slack.ola.presses(card, 'Decline')
      ledger.trespasses += 1
    },
    async discordPress() {
      const { person, room } = dice.oneOf(discord.suppliers)
      const card = discordCard(room.id, 'Acknowledge')
      const number = /Purchase order (\S+)/.exec(card?.text ?? '')?.[1]
      if (!card || !number) return
      const reply = await person.presses(card.id, 'Acknowledge')
      // What could not be kept, as on a full disk, is said so.
      if (!reply.failed && !reply.text.includes('nothing was done')) ledger.acknowledged.add(number)
    },
    async ship() {
      const number = dice.oneOf([...ledger.acknowledged].slice(-40))
      if (!number || told.has(number)) return
      const parcel = upsNumber(dice.pick(1e9))
      const { failure } = await slack.sam.types(slack.orders, `/tracking add ${number} ${parcel}`)
      if (failure) return
      told.add(number)
      await scan(parcel)
    },
  }

  /** As carriers do, until it is taken. */
  async function scan(number: string): Promise<void> {
    const words = `scan ${ledger.scans.length + ledger.total('scans tried again')}`
    const id = `msg_${number}`
    for (let tries = 0; tries < 60; tries += 1) {
      const body = JSON.stringify({
        schema: CARRIER_SCHEMA,
        scans: [{ number, tag: 'InTransit', words, at: new Date().toISOString() }],
      })
      const signature = new Webhook(SCANS_SECRET).sign(id, new Date(), body)
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
        'webhook-signature': signature,
      }
      const sent = fetch(`${url()}/carrier/events`, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(5_000),
      })
      if ((await sent.then(({ status }) => status).catch(() => 0)) === 200) {
        ledger.scans.push({ number, words })
        return
      }
      ledger.count('scans tried again')
      await new Promise(resolve => setTimeout(resolve, 1_000))
    }
    ledger.wrongs.push(`the scan of ${number} was refused for a minute`)
  }

  const reader = { tz: 'UTC', userName: () => '', channelName: () => '' }
  const slackRoot = (channel: string, title: RegExp) => {
    const found = slack.fake.workspace
      .in(channel)
      .slice(0, 80)
      .find(one => one.byApp && !one.threadTs && title.test(seeMessage(one, reader).text))
    return found && seeMessage(found, reader)
  }
  const slackCard = (channel: string, button: string) => {
    const recent = slack.fake.workspace
      .in(channel)
      .slice(-25)
      .filter(one => one.byApp && !one.onlyFor)
    return dice.oneOf(recent.map(one => seeMessage(one, reader)).filter(one => one.buttons.includes(button)))
  }
  const inDiscord = (channel: string) => discord.fake.state.world.messagesIn(channel)
  const seen = (one: ReturnType<typeof inDiscord>[number]) => see(discord.fake.state.world, one)
  const discordThread = (channel: string, title: RegExp) =>
    inDiscord(channel)
      .slice(0, 80)
      .map(seen)
      .find(one => title.test(one.text) && one.thread)?.thread
  const discordCard = (channel: string, button: string) =>
    dice.oneOf(
      inDiscord(channel)
        .filter(({ onlyFor }) => !onlyFor)
        .slice(-25)
        .map(seen)
        .filter(one => one.buttons.some(({ label, disabled }) => label === button && !disabled)),
    )
  return acts
}
export type Life = ReturnType<typeof openLife>
