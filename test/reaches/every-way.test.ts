import { expect, test } from 'vitest'
import { shipments } from '../../src/shipments/tables.ts'
import { card, cardIn } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'
import { ADDRESS, FIRST, flat, fourWays, NAMES, PAIRS, SECOND } from './four-ways.ts'

const here = fourWays()
const { shop, owed, sent, facts, everywhere, allRead } = here

test('the whole job by each way: staff and every other way read the same after every step', async () => {
  for (const [at, name] of NAMES.entries()) {
    const way = here.ways[name]
    const po = await sent(`104${at}`)
    expect(flat(await way.acknowledges(po))).toContain(`${po} is acknowledged`)
    await allRead(po, 'Acknowledged')
    await way.tracks(po, FIRST, true)
    await allRead(po, 'Partly shipped', FIRST)
    await way.tracks(po, SECOND)
    await allRead(po, 'Shipped', FIRST, SECOND)
    expect(await way.opensShipTo(po)).toContain('Västra Hamngatan 5')
    expect(await facts(po, 'purchase_order.ship_to_seen')).toMatchObject([{ actor: { name: way.who } }])
    await way.asks(po, 'Is oak meant?')
    await owed.idle()
    const number = `A${at + 1}`
    expect(textOf(cardIn(shop.chat, 'support', `Question ${number} about ${po}`))).toContain('Is oak meant?')
    const { api: _, ...shown } = await everywhere(po)
    for (const text of Object.values(shown)) expect(text).toContain(`Open: Question ${number}.`)
  }
})

test('pressed by two ways at the same moment it is acknowledged once, and the other is told by whom', async () => {
  for (const [at, pair] of PAIRS.entries()) {
    const po = await sent(`105${at}`)
    const press = await Promise.all(pair.map(name => here.ways[name].isAboutTo(po)))
    const told = await Promise.all(press.map(now => now()))
    const recorded = await facts(po, 'purchase_order.acknowledged')
    const names = recorded.map(({ actor }) => actor.name)
    expect({ pair, names }).toEqual({ pair, names: [expect.any(String)] })
    const later = pair.findIndex(name => here.ways[name].who !== names[0])
    expect(flat(told[1 - later] ?? '')).toContain(`${po} is acknowledged`)
    expect(flat(told[later] ?? '')).toContain(names[0])
    expect(flat(told[later] ?? '')).not.toContain(`${po} is acknowledged`)
  }
})

test('acknowledged by one way and tracked by any other, files too, it is one record', async () => {
  for (const [at, pair] of PAIRS.entries()) {
    const [first, second] = at % 2 === 0 ? pair : [pair[1], pair[0]]
    const po = await sent(`106${at}`)
    await here.ways[first].acknowledges(po)
    await owed.idle()
    await here.ways[second].tracks(po, FIRST)
    await allRead(po, 'Shipped', FIRST)
    const who = [...(await facts(po, 'purchase_order.acknowledged')), ...(await facts(po, 'shipment.recorded'))]
    expect(who.map(({ actor }) => actor.name)).toEqual([here.ways[first].who, here.ways[second].who])
  }
  const all = await Promise.all(NAMES.map((_, at) => sent(`107${at}`)))
  for (const [at, name] of NAMES.entries()) await here.ways[name].acknowledges(all[at] ?? '')
  await here.folder.put('lumen/tracking/today.csv', all.map(po => `${po},${FIRST}\n`).join(''))
  for (let looks = 0; looks < 3; looks++) {
    await here.folder.look()
    await owed.idle()
  }
  for (const po of all) await allRead(po, 'Shipped', FIRST)
})

test('declined by one way while another answers line by line, it stays declined, and that one is told so', async () => {
  for (const [at, pair] of PAIRS.entries()) {
    const [first, second] = at % 2 === 0 ? pair : [pair[1], pair[0]]
    const po = await sent(`108${at}`)
    const declines = async () => void (await here.ways[first].declines(po))
    const told = flat(await here.ways[second].answers(po, declines))
    expect({ first, second, told }).toMatchObject({
      told: expect.stringMatching(/declined already by|This changed since/),
    })
    expect({ first, second, told }).toMatchObject({ told: expect.stringContaining(here.ways[first].who) })
    expect(await facts(po, 'purchase_order.answered')).toEqual([])
    await allRead(po, 'Declined')
  }
})

test('a way that staff remove acts on nothing: its link, its key, its buttons and its folder', async () => {
  const po = await sent('1090')
  const sam = shop.bot.as('Sam', 'orders')
  const stale = await Promise.all(NAMES.map(async name => [name, await here.ways[name].isAboutTo(po)] as const))
  await here.folder.put('lumen/tracking/today.csv', `${po},${FIRST}\n`)
  for (const room of [ADDRESS, '#portal', 'API', 'folder lumen', '#lumen'])
    await sam.presses(card(await sam.types(`/supplier remove-room Lumen "${room}"`)), `Remove ${room}`)
  for (let looks = 0; looks < 3; looks++) {
    await here.folder.look()
    await owed.idle()
  }
  const told = Object.fromEntries(await Promise.all(stale.map(async ([name, press]) => [name, flat(await press())])))
  expect(told).toMatchObject({
    chat: expect.stringContaining('This channel is nobody’s room yet'),
    portal: expect.stringContaining('This link does not open anything'),
    mail: expect.stringContaining('This link does not open anything'),
    api: expect.stringContaining('Send a key that is in force'),
  })
  expect(await here.ways.mail.reads(po)).toContain('This link does not open anything')
  expect(await here.folder.inFolder('lumen/tracking')).toEqual(['today.csv'])
  expect(await facts(po, 'purchase_order.acknowledged')).toEqual([])
  expect(await shop.database.db.$count(shipments)).toBe(0)
})
