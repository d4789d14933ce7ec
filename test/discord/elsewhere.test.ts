import { InteractionType } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { listStaffRoom } from '../../src/kernel/asking/room.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, cardIn } from '../stage/discord/discord-bot.ts'
import { said } from '../stage/shop.ts'
import { ask } from './fake/ask.ts'
import { Reply } from './fake/reply.ts'
import type { Channel } from './fake/world.ts'

const shop = aDiscordShop()

/** A channel of another server that the bot is in, and its owner there. */
function elsewhere() {
  const guild = shop.discord.addGuild('Another shop')
  const channel = shop.discord.addChannel('orders', {}, guild)
  return { channel, member: shop.discord.state.world.member(guild.id, guild.ownerId) }
}

/** The button of order 1042 that forwards it, on its card in our orders room. */
async function forwardButton() {
  await shop.receive('1042', 'LAMP')
  const card = await cardIn(shop.discord, shop.rooms.orders, 'Order 1042')
  const button = card.buttons.find(({ label }) => label === 'Forward')
  const source = shop.discord.state.world.messages.get(card.id)
  if (!button?.id || !source) throw new Error('no button')
  return { token: button.id, source }
}

async function pressedIn(
  { channel, member }: ReturnType<typeof elsewhere>,
  { token, source }: Awaited<ReturnType<typeof forwardButton>>,
): Promise<string> {
  const { state } = shop.discord
  const data = { component_type: 2, custom_id: token, id: 1 }
  const press = { type: InteractionType.MessageComponent, member, channel, source, data }
  const { interaction, answered: first } = ask(state, press)
  const text = await answered(new Reply(state.world, interaction, await first))
  await shop.bot.inbox.idle()
  return text
}
const forwarded = () => shop.database.db.$count(purchaseOrders)

describe('another server that the bot is in cannot press our buttons', () => {
  it('by the gateway alone, where its channel is on record as a staff room of ours', async () => {
    const theirs = elsewhere()
    const button = await forwardButton()
    const room = { chat: 'discord', channel: theirs.channel.id, name: 'orders', purpose: 'orders' as const }
    await listStaffRoom(shop.database.db, room, new Date())
    expect(await pressedIn(theirs, button)).toContain('Waybill works in the channels of its own server.')
    expect(await forwarded()).toBe(0)
  })

  it('by the room alone, where the gateway lets it through', async () => {
    const { channel, member } = elsewhere()
    const { token } = await forwardButton()
    const owner = {
      chat: 'discord',
      user: member.person.id,
      name: 'Owner',
      channel: channel.id,
      roles: [shop.staff.id],
    }
    expect(said(await shop.bot.desk.pressed(owner, token))).toContain('This channel is not connected to Waybill.')
    expect(said(await shop.bot.desk.typed(owner, '/order forward 1042'))).toContain('This channel is not connected')
    expect(await shop.bot.desk.complete(owner, 'order.forward', 'order', '10', {})).toEqual([])
    expect(await forwarded()).toBe(0)
  })
})

describe('a refusal is shown to who asked, and to nobody else in the room', () => {
  const seenBy = (text: string, place: Channel) =>
    Object.entries(shop.people).flatMap(([name, person]) =>
      person.sees(place).some(message => message.text.includes(text)) ? [name] : [],
    )
  const po = async () => {
    await shop.forward('1042', 'LAMP')
    return cardIn(shop.discord, shop.rooms.lumen, 'Purchase order 1042-A')
  }

  it('at once, instead of a form', async () => {
    const reply = await shop.people.chen.presses(await po(), 'Add tracking')
    expect(reply.kind).toBe('message')
    expect(await answered(reply)).toContain('have been asked to add you')
    expect(seenBy('have been asked to add you', shop.rooms.lumen)).toEqual(['chen'])
  })

  it('later, once it was thought about', async () => {
    const reply = await shop.people.chen.presses(await po(), 'Acknowledge')
    expect(reply.kind).toBe('thinking')
    expect(await answered(reply)).toContain('have been asked to add you')
    expect(seenBy('have been asked to add you', shop.rooms.lumen)).toEqual(['chen'])
  })

  it('later, of a command that is not theirs', async () => {
    const { rooms, people } = shop
    expect(await answered(await people.mei.types(rooms.lumen, 'order list'))).toContain('for the shop’s staff')
    expect(seenBy('for the shop’s staff', rooms.lumen)).toEqual(['mei'])
  })

  it('later, of a form that was filled in wrongly', async () => {
    const { rooms, people } = shop
    await people.mei.presses(await po(), 'Add tracking')
    expect(await answered(await people.mei.submits({ 'Tracking number': 'pending' }))).toContain('Not done yet')
    expect(seenBy('Not done yet', rooms.lumen)).toEqual(['mei'])
  })
})

describe('staff command from any channel of the server, and nobody else reads it', () => {
  it('with buttons that work there, for staff alone', async () => {
    await shop.receive('1042', 'LAMP')
    const { sam, mei } = shop.people
    const lounge = shop.discord.addChannel('lounge')
    const shown = await sam.types(lounge, 'order show', { order: '1042' })
    expect(await answered(shown)).toContain('Order 1042')
    expect(mei.sees(lounge)).toEqual([])
    expect(await answered(await sam.presses(shown.message as never, 'Forward'))).toContain('went to Lumen')
    expect(await answered(await mei.types(lounge, 'po list'))).toContain('This channel is not connected to Waybill.')
  })
})
