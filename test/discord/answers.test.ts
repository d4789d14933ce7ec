import { ChannelType } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { orders } from '../../src/orders/tables.ts'
import { trackingImportRows, trackingImports } from '../../src/tracking-imports/tables.ts'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, cardIn } from '../stage/discord/discord-bot.ts'

const shop = aDiscordShop()

async function forwarded(number: string) {
  await shop.forward(number, 'LAMP')
  return cardIn(shop.discord, shop.rooms.lumen, `Purchase order ${number}-A`)
}

/** So many orders more, numbered from 2000. */
async function many(count: number): Promise<void> {
  const [like] = await shop.database.db.select().from(orders).limit(1)
  if (!like) throw new Error('no order to go by')
  const rows = Array.from({ length: count }, (_, at) => {
    const number = String(2_000 + at)
    return { ...like, id: undefined, number, externalId: number }
  })
  for (let at = 0; at < count; at += 500) await shop.database.db.insert(orders).values(rows.slice(at, at + 500))
}

describe('a form with a mistake', () => {
  it('is answered privately with an Edit button that opens it again as it was filled in', async () => {
    const { rooms, people } = shop
    const po = await forwarded('1042')
    await people.mei.presses(po, 'Add tracking')
    const sent = await people.mei.submits({
      'Tracking number': '1Z 999 AA1 01 2345 6784',
      'What is inside': 'TABLE x2',
    })
    expect(await answered(sent)).toMatch(/Not done yet.*What is inside.*TABLE/s)
    const mistake = sent.message
    if (!mistake) throw new Error('nothing was answered')
    await people.mei.presses(mistake, 'Edit')
    expect(people.mei.modal?.fields.map(({ value }) => value)).toEqual(['1Z 999 AA1 01 2345 6784', '', 'TABLE x2'])
    expect(await answered(await people.mei.submits({ 'What is inside': 'LAMP' }))).toContain(
      'All of 1042-A is in parcels',
    )
    expect(people.sam.sees(rooms.lumen).some(({ text }) => text.includes('Not done yet'))).toBe(false)
  })

  it('chooses channels and people from Discord’s own lists', async () => {
    const { discord, rooms, people, roles } = shop
    const room = discord.addPrivateChannel('lumen-two', shop.staff.id, roles.lumen.id)
    const shown = await people.sam.types(rooms.orders, 'supplier show', { supplier: 'Lumen' })
    await answered(shown)
    if (!shown.message) throw new Error('nothing was answered')
    await people.sam.presses(shown.message, 'Bind a room')
    const asked = await people.sam.submits({ Room: [room.id] })
    expect(await answered(asked)).toContain('Lumen has #lumen already')
    if (!asked.message) throw new Error('nothing was asked')
    expect(await answered(await people.sam.presses(asked.message, 'Both get everything'))).toContain(
      '#lumen-two is Lumen’s room now',
    )
    await people.sam.presses(shown.message, 'Add a contact')
    expect(await answered(await people.sam.submits({ Person: [roles.lumen.id] }))).toContain(
      'Lumen Works may act for Lumen',
    )
  })
})

describe('what only the asker sees', () => {
  it('is the ship-to, and that they looked is recorded', async () => {
    const { rooms, people } = shop
    const po = await forwarded('1042')
    expect(await answered(await people.mei.presses(po, 'Ship-to'))).toContain('Västra Hamngatan 5')
    expect(people.sam.sees(rooms.lumen).some(({ text }) => text.includes('Hamngatan'))).toBe(false)
    expect(await answered(await people.sam.types(rooms.orders, 'order show', { order: '1042' }))).toMatch(/ship-to/i)
  })

  it('is help, and the refusal of what is not theirs', async () => {
    const { rooms, people } = shop
    expect(await answered(await people.sam.types(rooms.orders, 'help'))).toContain('/order')
    expect(await answered(await people.sam.types(rooms.orders, 'help', { about: 'order' }))).toContain(
      '/order forward order:1042',
    )
    expect(await answered(await people.mei.types(rooms.lumen, 'order list'))).toContain('for the shop’s staff')
  })

  it('is that a channel is nobody’s room', async () => {
    const { discord, people } = shop
    const loose = discord.addChannel('random')
    expect(await answered(await people.mei.types(loose, 'po show', { 'purchase-order': '1042-A' }))).toContain(
      'Use the channel that you share with the shop',
    )
  })

  it('is that a channel can’t be a room, of those that Discord lets one choose', async () => {
    const { discord, people, staff } = shop
    const voice = discord.addChannel('talk')
    voice.type = ChannelType.GuildVoice
    const closed = discord.addPrivateChannel('closed', staff.id)
    discord.permit(closed, { [discord.self.person.id]: { deny: ['ViewChannel'] } })
    const bound = async (room: string) =>
      answered(await people.sam.types(shop.rooms.orders, 'supplier room', { supplier: 'Lumen', room }))
    await expect(bound(voice.id)).rejects.toThrow('choose #talk')
    expect(await bound(closed.id)).toContain('I can’t see #closed. Give me View Channel')
  })
})

describe('Add tracking from this message', () => {
  it('opens the form with the number that was written', async () => {
    const { rooms, people } = shop
    await forwarded('1042')
    const said = people.mei.says(rooms.lumen, 'Sent today! It is RB123456785CN, have a nice day')
    await people.mei.messageCommand('Add tracking from this message', said)
    expect(people.mei.modal?.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Purchase order', ''],
      ['Tracking number', 'RB123456785CN'],
      ['Carrier', ''],
      ['What is inside', ''],
    ])
    expect(await answered(await people.mei.submits({ 'Purchase order': '1042-A' }))).toContain(
      'All of 1042-A is in parcels',
    )
  })

  it('shows all that it names before any is added, with the spreadsheet that came with it', async () => {
    const { rooms, people } = shop
    for (const number of ['1042', '1043', '1044']) await forwarded(number)
    const sheet = {
      field: 'files[0]',
      type: 'text/csv',
      name: 'today.csv',
      bytes: Buffer.from('po;tracking\n1044-A;RX123456785CN\n'),
    }
    const text = '1042-A RB123456785CN\n1043-A 1Z999AA10123456784'
    await people.mei.messageCommand('Add tracking from this message', people.mei.says(rooms.lumen, text, [sheet]))
    expect(people.mei.modal?.title).toBe('Import tracking')
    expect(await answered(await people.mei.submits({}))).toContain('I’m reading today.csv.')
    expect(
      await shop.database.db.select({ number: trackingImportRows.purchaseOrder }).from(trackingImportRows),
    ).toEqual([{ number: '1042-A' }, { number: '1043-A' }])
    const [made] = await shop.database.db.select().from(trackingImports)
    expect(made).toMatchObject({ name: 'a pasted list and today.csv', readAt: null, madeBy: 'Mei' })
  })
})

describe('suggestions while one types', () => {
  it('are what fits among 2,000 orders, and never somebody else’s', async () => {
    const { rooms, people } = shop
    await forwarded('1042')
    await many(2_000)
    const reply = await people.sam.suggestions(rooms.orders, 'order show', { order: '30' })
    expect(reply.choices).toHaveLength(25)
    expect(reply.choices.every(({ value }) => String(value).startsWith('30'))).toBe(true)
    const theirs = await people.mei.suggestions(rooms.lumen, 'po show', { 'purchase-order': '' })
    expect(theirs.choices.map(({ value }) => value)).toEqual(['1042-A'])
    expect((await people.lucia.suggestions(rooms.casa, 'po show', { 'purchase-order': '1' })).choices).toEqual([])
    expect((await people.mei.suggestions(rooms.lumen, 'order show', { order: '1' })).choices).toEqual([])
    expect((await people.sam.suggestions(rooms.orders, 'supplier show', { supplier: 'lum' })).choices).toHaveLength(1)
    const given = { 'purchase-order': '1042-A', number: '1', carrier: 'dhl' }
    expect(
      (await people.mei.suggestions(rooms.lumen, 'tracking add', given)).choices.map(({ name }) => name),
    ).toContain('DHL')
  })
})
