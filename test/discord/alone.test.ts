import { describe, expect, it } from 'vitest'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { unseen } from './fake/faults.ts'

const POST = 'POST /channels/:channel/messages'
const LIST = 'GET /channels/:channel/messages'

const shop = aDiscordShop()
const titles = () => shop.discord.seen(shop.rooms.orders).map(({ text }) => text.split('\n')[0])
const tries = () => shop.discord.calls.to(POST).filter(({ path }) => path.includes(shop.rooms.orders.id)).length

describe('a card whose answer was lost is posted once', () => {
  it('by its nonce alone, where Discord’s list does not show it yet', async () => {
    shop.discord.faults.next(POST, 'tear', { accepted: true })
    shop.discord.faults.next(LIST, unseen(), { times: 50 })
    await shop.receive('1042', 'LAMP')
    await shop.bot.settled()
    expect(titles()).toEqual(['Order 1042'])
    expect(tries()).toBe(2)
  })

  it('by looking for it alone, where Discord keeps no nonce', async () => {
    shop.discord.state.nonces.window = -1
    shop.discord.faults.next(POST, 'tear', { accepted: true })
    await shop.receive('1042', 'LAMP')
    await shop.bot.settled()
    expect(titles()).toEqual(['Order 1042'])
    expect(tries()).toBe(1)
  })

  it('and twice without either: each of the two tests above has one defence and no more', async () => {
    shop.discord.state.nonces.window = -1
    shop.discord.faults.next(POST, 'tear', { accepted: true })
    shop.discord.faults.next(LIST, unseen(), { times: 50 })
    await shop.receive('1042', 'LAMP')
    await shop.bot.settled()
    expect(titles()).toEqual(['Order 1042', 'Order 1042'])
  })

  it('as new as the order, where the nonce answers with the card as it was', async () => {
    shop.discord.faults.next(POST, 'tear', { accepted: true })
    shop.discord.faults.next(LIST, unseen(), { times: 50 })
    await shop.receive('1042', 'LAMP')
    await shop.bot.pump.idle()
    await shop.ask('order.hold', { order: '1042', reason: 'other' })
    await shop.bot.settled()
    expect(titles()).toEqual(['Order 1042'])
    expect(shop.discord.seen(shop.rooms.orders)[0]?.text).toContain('On hold')
  })
})
