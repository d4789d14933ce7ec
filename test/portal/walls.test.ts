import { asc, getTableName, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { portalSessions } from '../../src/integrations/portal/tables.ts'
import { keyOfPicture } from '../../src/kernel/ground/picture-key.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { messages } from '../../src/kernel/ground/tables.ts'
import { PNG } from '../chats/contract.ts'
import { aComplaint } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { aPortal, type TestedPortal } from '../stage/portal/a-portal.ts'
import { type Visitor, visitor } from '../stage/portal/visitor.ts'

const NOWHERE = '00000000-0000-4000-8000-000000000000'

describe('what a link opens, and nothing else', () => {
  const shop = aShop()
  let portal: TestedPortal
  /** Keys of pictures that were looked for. */
  let looked: string[]
  beforeEach(async () => {
    looked = []
    portal = await aPortal(shop.bot, shop.database, async key => {
      looked.push(key)
      return { type: 'image/png', bytes: PNG }
    })
  })
  afterEach(() => {
    portal.end()
    expect(portal.mistakes).toEqual([])
  })

  /** Lumen with a purchase order, a complaint and a photo; Casa with a purchase order; both on the portal. */
  async function bothSuppliers() {
    const [lumen, casa] = [await portal.link('Lumen', 'Wei'), await portal.link('Casa', 'Ana')]
    await shop.forwarded('1050', [{ sku: 'BOWL' }])
    await aComplaint(shop)
    const [wei, ana] = [visitor(), visitor()]
    await wei.goes(lumen)
    await ana.goes(casa)
    const all = await shop.database.db.select().from(messages).orderBy(asc(messages.id))
    return {
      wei,
      ana,
      theirs: all.filter(({ card }) => typeof card.audience === 'object' && /1042|C1/.test(card.title)),
    }
  }

  it('another supplier’s things are as unknown as what never was, on every page, file, export and search', async () => {
    const { wei, ana, theirs } = await bothSuppliers()
    expect(theirs.length).toBeGreaterThan(2)
    const pages = (id: string, file: string) => [
      `/cards/${id}`,
      `/cards/${id}/files/${file}`,
      `/answers/${id}`,
      `/answers/${id}/files/${file}`,
    ]
    const photo = theirs.flatMap(({ card }) => card.files ?? [])[0]?.file ?? NOWHERE
    for (const path of pages(NOWHERE, NOWHERE)) {
      await ana.goes(`${portal.address}/s${path}`)
      const unknown = { status: ana.status(), text: ana.text() }
      expect(unknown.status).toBe(404)
      for (const { id } of theirs) {
        await ana.goes(`${portal.address}/s${path.replace(NOWHERE, id).replace(NOWHERE, photo)}`)
        expect({ path, status: ana.status(), text: ana.text() }).toEqual({ path, ...unknown })
      }
    }
    for (const path of [
      '',
      '/cases',
      '/cases?which=over',
      '/history',
      '/orders?which=all',
      '/orders?which=all&text=1042',
      '/orders.csv?which=all',
      '/orders?supplier=Lumen&which=all',
      '/more',
    ]) {
      await ana.goes(`${portal.address}/s${path}`)
      expect({ path, text: ana.text() }).toEqual({ path, text: expect.not.stringMatching(/1042|C1\b|LAMP|crack/) })
    }
    await wei.goes(`${portal.address}/s/orders.csv?which=all`)
    expect(wei.text()).toContain('1042-A')
  })

  it('a product’s picture comes from Waybill, for who sees the line that it is of, and no other is looked for', async () => {
    const [lamp, bowl] = ['https://cdn.example/lamp.png?width=90', 'https://cdn.example/bowl.png']
    const wei = await portal.opens('Lumen', 'Wei')
    const ana = await portal.opens('Casa', 'Ana')
    await shop.forwarded('1042', [{ sku: 'LAMP', imageUrl: lamp }])
    await shop.forwarded('1050', [{ sku: 'BOWL', imageUrl: bowl }])
    await wei.goes(`${portal.address}/s`)
    await wei.follows('Purchase order 1042-A')
    expect(wei.markup()).not.toContain('cdn.example')
    expect(wei.headers().get('Content-Security-Policy')).toContain("img-src 'self';")
    const [, at = ''] = /<img src="([^"]*)"/.exec(wei.markup()) ?? []
    expect(at).toMatch(new RegExp(`/cards/[^/]+/pictures/${keyOfPicture(lamp)}$`))
    await wei.goes(portal.address + at)
    expect([wei.status(), wei.headers().get('Content-Type')]).toEqual([200, 'image/png'])
    expect(wei.headers().get('X-Content-Type-Options')).toBe('nosniff')
    expect(looked).toEqual([keyOfPicture(lamp)])
    await ana.goes(portal.address + at)
    expect(ana.status()).toBe(404)
    await visitor().goes(portal.address + at)
    for (const key of [keyOfPicture(bowl), 'x', "'--"]) {
      await wei.goes(portal.address + at.replace(keyOfPicture(lamp), key))
      expect(wei.status()).toBe(404)
    }
    expect(looked).toHaveLength(1)
  })

  it('buttons and forms of another supplier do nothing, sent to any address', async () => {
    const { ana, theirs } = await bothSuppliers()
    const before = await allRows()
    await ana.goes(`${portal.address}/s/history`)
    const own = await cardOf(ana, 'Purchase order 1050-A')
    const key = await keyOf(ana, own)
    for (const { id, card, version } of theirs)
      for (const { token } of card.presses) {
        for (const to of [`/cards/${id}/press`, `/cards/${own}/press`, '/press', '/submit']) {
          const once = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex')
          const body = new URLSearchParams({ key, once, token, version: String(version), about: id })
          await ana.sends(`${portal.address}/s${to}`, body)
          expect({ to, text: ana.text() }).toEqual({ to, text: expect.not.stringMatching(/1042|C1\b|crack/) })
        }
      }
    expect(await allRows()).toEqual(before)
  })

  it('a program that opens every link and page twice changes nothing but visits', async () => {
    await bothSuppliers()
    const link = await portal.link('Lumen', 'Wei')
    const before = await allRows()
    const seen = new Set<string>()
    for (let round = 0; round < 2; round++) {
      const scanner = visitor()
      const open = [link, `${link}?press=Acknowledge`]
      seen.clear()
      for (let address = open.shift(); address; address = open.shift()) {
        if (seen.has(address)) continue
        seen.add(address)
        await fetch(address, { method: 'HEAD', redirect: 'manual' })
        await scanner.goes(address)
        for (const [, to = ''] of scanner.markup().matchAll(/(?:href|src|action)="([^"]*)"/g)) {
          const next = new URL(to.replaceAll('&amp;', '&'), scanner.at())
          if (next.origin === portal.address && seen.size < 400) open.push(next.href)
        }
      }
    }
    expect(seen.size).toBeGreaterThan(15)
    expect(await allRows()).toEqual(before)
  })

  it('a link to one purchase order shows that one alone', async () => {
    await portal.link('Lumen', 'Wei')
    for (const number of ['1042', '1043']) await shop.forwarded(number, [{ sku: 'LAMP' }])
    const cards = await shop.database.db.select().from(messages)
    const one = cards.find(({ kind, card }) => kind === 'purchase-order' && card.title.includes('1042-A'))
    const other = cards.find(
      ({ kind, card, roomId }) => kind === 'purchase-order' && card.title.includes('1043-A') && roomId,
    )
    const about = { kind: 'purchase-order', subject: one?.subject ?? '' }
    const guest = visitor()
    await guest.goes(await portal.link('Lumen', 'Wei', about))
    expect(guest.text()).toContain('Purchase order 1042-A')
    await guest.presses('Packing list')
    expect(guest.text()).toContain('1042-A')
    for (const path of ['', '/orders', '/orders.csv', '/cases', '/history', '/more', `/cards/${other?.id}`]) {
      await guest.goes(`${portal.address}/s${path}`)
      expect({ path, status: guest.status() }).toEqual({ path, status: 404 })
      expect(guest.text()).not.toContain('1043')
    }
  })

  it('what is not sent from a page of its own visit is not done', async () => {
    const wei = await portal.opens('Lumen', 'Wei')
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await wei.goes(`${portal.address}/s`)
    const form = wei.forms().find(({ buttons }) => buttons.some(({ label }) => label === 'Acknowledge'))
    const before = await allRows()
    const token = form?.buttons[0]?.value ?? ''
    for (const change of [{ key: '' }, { key: 'x'.repeat(43) }, { once: '' }, { once: 'again' }]) {
      await wei.sends(`${portal.address}${form?.action}`, new URLSearchParams({ ...form?.hidden, token, ...change }))
      expect(wei.status()).toBe(403)
    }
    expect(await allRows()).toEqual(before)
  })

  it('a form that did not arrive whole is answered with what to do, and is no failure of ours', async () => {
    const wei = await portal.opens('Lumen', 'Wei')
    const headers = { 'Content-Type': 'multipart/form-data; boundary=cut', Cookie: wei.cookie() }
    for (const path of ['/submit', '/press', '/leave', '/more', '/orders/act']) {
      const answer = await fetch(`${portal.address}/s${path}`, {
        method: 'POST',
        body: '--cut\r\nContent-Disp',
        headers,
      })
      expect({ path, status: answer.status }).toEqual({ path, status: 400 })
      expect(await answer.text()).toContain('reload the page, and send it again')
    }
  })

  /** All rows of all tables, but visits and what was answered in them. */
  async function allRows(): Promise<Record<string, unknown>> {
    const { db } = shop.database
    const own = [getTableName(portalSessions), 'portal_answers', 'deliveries', 'outbox', 'lanes']
    const tables = rowsOf(
      await db.execute(
        sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
      ),
    ).map(({ name }) => String(name))
    const all: Record<string, unknown> = {}
    for (const name of tables.filter(one => !own.includes(one)))
      all[name] = rowsOf(
        await db.execute(
          sql`select md5(string_agg(t::text, ' ' order by t::text)) as sum, count(*)::int as n from ${sql.identifier(name)} t`,
        ),
      )
    return all
  }
})

async function cardOf(who: Visitor, title: string): Promise<string> {
  await who.follows(title)
  return who.at().split('/').at(-1) ?? ''
}

async function keyOf(who: Visitor, card: string): Promise<string> {
  await who.goes(who.at().replace(/\/cards\/.*/, `/cards/${card}`))
  return who.forms()[0]?.hidden.key ?? ''
}
