import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetVisits } from '../../src/integrations/portal/forget-visits.ts'
import { portalAnswers, portalSessions } from '../../src/integrations/portal/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import type { Post } from '../../src/kernel/shapes/chat.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { aComplaint, PNG, UPS } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { doing } from '../stage/doing-tasks.ts'
import { foundInTables } from '../stage/found-in-tables.ts'
import { aPortal, type TestedPortal } from '../stage/portal/a-portal.ts'
import { visitor } from '../stage/portal/visitor.ts'
import { statementsOf } from '../stage/statements.ts'

describe('a supplier at its pages', () => {
  const shop = aShop()
  const owed = doing(() => shop)
  let portal: TestedPortal
  beforeEach(async () => {
    portal = await aPortal(shop.bot, shop.database)
  })
  afterEach(async () => {
    await owed.stop()
    portal.end()
    expect(portal.mistakes).toEqual([])
  })

  it('opens a link, reads what waits, acknowledges it and adds tracking', async () => {
    const link = await portal.link('Lumen', 'Wei Chen')
    await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
    const wei = visitor()
    await wei.goes(link)
    expect(wei.at()).toBe(`${portal.address}/s`)
    expect(wei.text()).toContain('Purchase order 1042-A')
    expect(wei.text()).not.toContain('Västra Hamngatan')
    await wei.follows('Purchase order 1042-A')
    await wei.presses('Acknowledge')
    expect(wei.text()).toContain('1042-A is acknowledged')
    const [po] = await shop.database.db.select().from(purchaseOrders)
    expect(po?.acknowledgedBy).toBe('Wei Chen')
    await wei.presses('Add tracking')
    await wei.submits({ 'Tracking number': '1Z999AA10123456785' })
    expect(wei.status()).toBe(422)
    expect(wei.text()).toContain('check digit')
    await wei.submits({ 'Tracking number': UPS })
    expect(wei.text()).toContain('Shipped')
    expect(await shop.database.db.select().from(shipments)).toHaveLength(1)
  })

  it('does once what is sent twice, pressed twice at once or loaded again', async () => {
    const wei = await portal.opens('Lumen', 'Wei Chen')
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await wei.goes(`${portal.address}/s`)
    await wei.presses('Acknowledge')
    const [answer, said] = [wei.at(), wei.text()]
    await Promise.all([wei.repeats(), wei.repeats()])
    expect(wei.at()).toBe(answer)
    expect(wei.text()).toBe(said)
    await wei.goes(answer)
    expect(wei.text()).toBe(said)
    const acknowledged = await shop.database.db.$count(events, eq(events.name, 'purchase_order.acknowledged'))
    expect(acknowledged).toBe(1)
  })

  it('is refused kindly when the card has changed since it was drawn, and can press again', async () => {
    const wei = await portal.opens('Lumen', 'Wei Chen')
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await wei.goes(`${portal.address}/s`)
    await shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-A')
    await wei.presses('Acknowledge')
    expect(wei.text()).toContain('This changed since you opened it, so nothing was done.')
    expect(wei.text()).toContain('Acknowledged by Mei')
    await wei.presses('Add tracking')
    await wei.submits({ 'Tracking number': UPS })
    expect(wei.text()).toContain(`UPS ${UPS}`)
  })

  it('goes on without cookies, and no address keeps the secret of the link', async () => {
    const link = await portal.link('Lumen', 'Wei Chen')
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    const bare = visitor({ keepsCookies: false })
    await bare.goes(link)
    await bare.presses('Acknowledge')
    expect(bare.text()).toContain('1042-A is acknowledged')
    expect(bare.at()).not.toContain(link.split('/').at(-1))
    const usual = visitor()
    await usual.goes(link)
    expect(usual.headers().get('Referrer-Policy')).toBe('no-referrer')
    expect(usual.headers().get('Cache-Control')).toBe('no-store')
    expect(usual.headers().get('X-Robots-Tag')).toContain('noindex')
    expect(usual.markup()).not.toContain(link.split('/').at(-1))
  })

  it('sees one page for a link that never was, is over or was ended, and a visit ends with its link', async () => {
    const links = [await portal.link('Lumen', 'Wei Chen'), await portal.link('Lumen', 'Chen Li')]
    const [wei, chen] = [visitor(), visitor()]
    await wei.goes(links[0] ?? '')
    await chen.goes(`${portal.address}/s/${'A'.repeat(43)}`)
    const unknown = chen.text()
    expect(unknown).toContain('This link does not open anything')
    await shop.ask('supplier.end-links', { supplier: 'Lumen' })
    for (const link of links) {
      await chen.goes(link)
      expect(chen.status()).toBe(404)
      expect(chen.text()).toBe(unknown)
    }
    await wei.goes(`${portal.address}/s`)
    expect(wei.text()).toContain('This link does not open anything')
    const later = await portal.link('Lumen', 'Wei Chen')
    shop.bot.wait(31 * 86_400_000)
    await chen.goes(later)
    expect(chen.text()).toBe(unknown)
    await chen.presses('Send me a new link')
    expect(chen.text()).toContain('Look at your mail')
  })

  it('sees an address once, on the record, and it is kept nowhere', async () => {
    const wei = await portal.opens('Lumen', 'Wei Chen')
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await wei.goes(`${portal.address}/s`)
    await wei.follows('Purchase order 1042-A')
    await wei.presses('Ship-to')
    expect(wei.text()).toContain('Västra Hamngatan 5')
    expect(await shop.database.db.$count(events, eq(events.name, 'purchase_order.ship_to_seen'))).toBe(1)
    const kept = await foundInTables(shop.database.db, /Hamngatan/)
    expect(kept.filter(place => !place.startsWith('ship_tos'))).toEqual([])
    await wei.repeats()
    expect(wei.text()).toContain('This was shown once')
  })

  it('is forgotten by the clock alone: an answer after a day, a visit after a month, and no act looks for old ones', async () => {
    const { db } = shop.database
    const wei = await portal.opens('Lumen', 'Wei Chen')
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await wei.goes(`${portal.address}/s`)
    const seen = await statementsOf(() => wei.presses('Acknowledge'))
    expect(seen.filter(one => /^delete/i.test(one))).toEqual([])
    const kept = async () => [await db.$count(portalSessions), await db.$count(portalAnswers)]
    const left = []
    for (const days of [0.5, 1, 30]) {
      shop.bot.wait(days * 86_400_000)
      await forgetVisits(db, shop.bot.now())
      left.push(await kept())
    }
    expect(left).toEqual([
      [1, 1],
      [1, 0],
      [0, 0],
    ])
  })

  it('adds many tracking numbers from a file, and photos to a complaint', async () => {
    await owed.start()
    const wei = await portal.opens('Lumen', 'Wei Chen')
    const number = await aComplaint(shop)
    await shop.forwarded('1043', [{ sku: 'LAMP' }])
    await wei.goes(`${portal.address}/s/more`)
    await wei.presses('Add many tracking numbers')
    const csv = new File(['Purchase order,Tracking\n1043-A,RB123456785GB\n1042-A,1Z999AA10123456785\n'], 'week.csv')
    await wei.submits({ 'Or a file': [csv] })
    await owed.idle()
    await wei.goes(`${portal.address}/s`)
    await wei.presses('Add 1 parcel')
    await owed.idle()
    expect(await shop.database.db.$count(shipments)).toBe(2)
    await wei.goes(`${portal.address}/s/cases`)
    await wei.follows(`Complaint ${number} of 1042-A`)
    await wei.presses('Add evidence')
    expect(wei.markup()).toContain('accept="image/*" capture="environment"')
    await wei.submits({ 'Photos and files': [new File([PNG], 'crack.png', { type: 'image/png' })] })
    expect(wei.text()).toContain('crack.png')
  })

  it('acts in the room of its address, where it came by a mail', async () => {
    const post = async (one: Post) => one.key
    shop.bot.chats.set('email', { name: 'email', pace: 0, post })
    const address = 'orders@lumen.example'
    const [chat, name] = ['email', address]
    await shop.ask('supplier.room', { supplier: 'Lumen', room: { chat, id: address, name } })
    await shop.ask('supplier.contact', { supplier: 'Lumen', person: { chat, id: address, name } })
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    const wei = visitor()
    await wei.goes(await portal.linkTo('email', address, address))
    await wei.presses('Acknowledge')
    expect(wei.text()).toContain('1042-A is acknowledged')
    const [po] = await shop.database.db.select().from(purchaseOrders)
    expect(po?.acknowledgedBy).toBe(address)
  })
})
