import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { type Api, anApi } from '../api/an-api.ts'
import { type FolderStage, openFolderStage } from '../stage/a-folder.ts'
import { aShop } from '../stage/a-shop.ts'
import { accepts } from '../stage/accepts.ts'
import { doing } from '../stage/doing-tasks.ts'
import { type MailStage, openMailStage } from '../stage/mail/a-mail-stage.ts'
import { aPortal, type TestedPortal } from '../stage/portal/a-portal.ts'
import { type Visitor, visitor } from '../stage/portal/visitor.ts'
import { cardIn } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'
import { until } from '../stage/until.ts'

/** What Lumen does of a purchase order by one of its ways, each answered by what it is told. */
export type Way = {
  /** Who acts, as everybody reads it. */
  who: string
  /** What stands there of a purchase order. */
  reads(po: string): Promise<string>
  acknowledges(po: string): Promise<string>
  /** Has its button before them, and presses it when told to. */
  isAboutTo(po: string): Promise<() => Promise<string>>
  declines(po: string): Promise<string>
  /** Line by line; `meanwhile` happens before it is sent. */
  answers(po: string, meanwhile?: () => Promise<void>): Promise<string>
  /** All that is left of it, or one LAMP. */
  tracks(po: string, number: string, some?: true): Promise<string>
  opensShipTo(po: string): Promise<string>
  asks(po: string, question: string): Promise<string>
  promises(po: string, day: string): Promise<string>
  /** Adds them all, a line each: `1042-A, 1Z…`. */
  tracksMany(rows: string): Promise<string>
  /** Has what it needs before them for one of these, and does it when told to. */
  prepares(act: CaseAct): Promise<() => Promise<string>>
}

/** What waits for Lumen’s answer, and how it answers. `title` is that of the card. */
export type CaseAct =
  | { kind: 'change'; title: string; po: string }
  | { kind: 'complaint'; title: string; number: string; answer: string }
  | { kind: 'return'; title: string; number: string; to: string }
  | { kind: 'terms'; title: string }

export const ADDRESS = 'orders@lumen.example'
export const NAMES = ['chat', 'portal', 'mail', 'api'] as const
export type Name = (typeof NAMES)[number]
/** Every way with every other, each once. */
export const PAIRS = NAMES.flatMap((one, at) => NAMES.slice(at + 1).map(other => [one, other] as const))
export const FIRST = '1Z999AA10123456784'
export const SECOND = '1Z999AA10123456793'

export const flat = (text: string) => text.replaceAll(/\s+/g, ' ')

export type FourWays = ReturnType<typeof fourWays>

/** Lumen in a chat, at the portal, by mail, by the API and by files, all at once, and what each of them does and reads. */
export function fourWays() {
  const shop = aShop()
  const owed = doing(() => shop)
  let portal: TestedPortal
  let mail: MailStage
  let folder: FolderStage
  let api: Api
  let ways: Readonly<Record<'chat' | 'portal' | 'mail' | 'api', Way>>

  beforeEach(async () => {
    portal = await aPortal(shop.bot, shop.database)
    mail = await openMailStage(shop)
    folder = await openFolderStage(shop)
    api = await anApi(shop)
    await owed.start()
    for (const [kind, what] of [
      ['email', ADDRESS],
      ['files', 'lumen'],
      ['api', ''],
    ])
      await shop.ask('supplier.reach', { supplier: 'Lumen', kind, what, gets: 'both' })
    const [link, key] = [await portal.link('Lumen', 'Wei'), await api.key('ERP supplier:Lumen')]
    const wei = visitor()
    await wei.goes(link)
    ways = {
      chat: inChat(),
      portal: atPortal('Wei', async po => {
        await wei.goes(`${portal.address}/s/history`)
        await wei.follows(titled(po))
        return wei
      }),
      mail: atPortal(ADDRESS, byMail),
      api: byApi(key),
    }
  })
  afterEach(async () => {
    await owed.stop()
    portal.end()
    await mail.close()
    await folder.close()
    expect([...portal.mistakes, ...api.failures]).toEqual([])
  })

  const sent = async (order: string) => {
    await shop.forwarded(order, [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
    return `${order}-A`
  }
  /** The staff's card of an order. */
  const staffs = (po: string) => textOf(cardIn(shop.chat, 'orders', `Order ${po.split('-')[0]}`))

  const acknowledging = (isAboutTo: Way['isAboutTo']): Pick<Way, 'acknowledges' | 'isAboutTo'> => ({
    isAboutTo,
    acknowledges: async po => (await isAboutTo(po))(),
  })

  function inChat(): Way {
    const mei = () => shop.bot.as('Mei', 'lumen')
    const says = async (text: string) => textOf(await mei().does(text))
    return {
      who: 'Mei',
      reads: async po => textOf(cardIn(shop.chat, 'lumen', `Purchase order ${po}`)),
      ...acknowledging(async po => {
        const shown = cardIn(shop.chat, 'lumen', `Purchase order ${po}`)
        return async () => textOf(await mei().presses(shown, 'Acknowledge'))
      }),
      declines: po => says(`/po decline ${po} inventory_out_of_stock`),
      async answers(po, meanwhile) {
        await meanwhile?.()
        return says(`/po reply ${po} lines:"LAMP x2 ok, BULB declined out of stock"`)
      },
      tracks: (po, number, some) => says(`/tracking add ${po} ${number}${some ? ' lines:"LAMP x1"' : ''}`),
      opensShipTo: po => says(`/po shipto ${po}`),
      asks: (po, question) => says(`/po ask ${po} ${question}`),
      promises: (po, day) => says(`/po promise ${po} ${day}`),
      async tracksMany(rows) {
        await mei().submits(await mei().types('/tracking import'), { rows })
        await owed.idle()
        const listed = cardIn(shop.chat, 'lumen', 'Tracking numbers: a pasted list')
        const add = listed.presses.find(({ label }) => /^Add \d+ parcels?$/.test(label))?.label ?? ''
        const told = textOf(await mei().presses(listed, add))
        await owed.idle()
        return told
      },
      async prepares(act) {
        const shown = cardIn(shop.chat, 'lumen', act.title)
        if (act.kind === 'change') return async () => textOf(await mei().presses(shown, 'Accept'))
        if (act.kind === 'terms') return async () => textOf(await accepts(mei(), shown))
        const form = await mei().presses(shown, act.kind === 'complaint' ? 'Answer' : 'Take it back')
        return async () => {
          const values: Record<string, string> =
            act.kind === 'complaint' ? { answer: act.answer } : { returnTo: act.to, credit: '0' }
          return textOf(await mei().submits(form, values))
        }
      },
    }
  }

  /** By the page of one purchase order, wherever the visitor got its link. */
  function atPortal(who: string, opens: (po: string) => Promise<Visitor>): Way {
    const presses = async (po: string, label: string | RegExp, filled?: Readonly<Record<string, string>>) => {
      const one = await opens(po)
      await one.presses(label)
      if (filled) await one.submits(filled)
      return one.text()
    }
    return {
      who,
      reads: async po => (await opens(po)).text(),
      ...acknowledging(async po => {
        const one = await opens(po)
        return async () => {
          await one.presses('Acknowledge')
          return one.text()
        }
      }),
      declines: po => presses(po, 'Decline', { Reason: 'inventory_out_of_stock' }),
      async answers(po, meanwhile) {
        const one = await opens(po)
        await one.presses('Answer by line')
        await meanwhile?.()
        await one.submits({ 'Answer, a line each': 'LAMP x2 ok\nBULB declined out of stock' })
        return one.text()
      },
      tracks: (po, number, some) =>
        presses(po, 'Add tracking', { 'Tracking number': number, ...(some && { 'What is inside': 'LAMP x1' }) }),
      opensShipTo: po => presses(po, 'Ship-to'),
      asks: (po, question) => presses(po, 'Ask the shop', { Question: question }),
      promises: (po, day) => presses(po, 'Promise a date', { 'Promised ship date': day }),
      async tracksMany(rows) {
        const one = await opens(rows.slice(0, rows.indexOf(',')))
        await one.goes(`${portal.address}/s/more`)
        await one.presses('Add many tracking numbers')
        await one.submits({ 'A parcel a line': rows })
        await owed.idle()
        await one.goes(`${portal.address}/s`)
        await one.presses(/^Add \d+ parcels?$/)
        await owed.idle()
        return one.text()
      },
      async prepares(act) {
        const one = await opens(act.title)
        if (act.kind !== 'change' && act.kind !== 'terms')
          await one.presses(act.kind === 'complaint' ? 'Answer' : 'Take it back')
        return async () => {
          if (act.kind === 'complaint') await one.submits({ 'Your answer': act.answer })
          else if (act.kind === 'return') await one.submits({ 'Return address': act.to, 'What you credit': '0' })
          else await one.presses('Accept')
          if (act.kind === 'terms' && /Accept these terms/.test(one.text())) await one.presses('Accept these terms')
          return one.text()
        }
      },
    }
  }

  /** The link of that purchase order's mail, opened at the portal on this machine. */
  async function byMail(po: string): Promise<Visitor> {
    const isIt = ({ to, parsed }: MailStage['server']['taken'][number]) =>
      to === ADDRESS && (parsed.subject === titled(po) || (parsed.text ?? '').includes(titled(po)))
    const one = await until(() => mail.server.taken.find(isIt), `the mail of ${po}`)
    const [link = ''] = /https:\/\/w\.example\/s\/[\w-]{43}/.exec(one.parsed.text ?? '') ?? []
    const reader = visitor()
    await reader.goes(link.replace('https://w.example', portal.address))
    return reader
  }

  /** A purchase order by its number, anything else by its title. */
  const titled = (what: string) => (/^\d+-[A-Z]$/.test(what) ? `Purchase order ${what}` : what)

  function byApi(key: string): Way {
    const call = async (method: string, po: string, path: string, body?: object) =>
      JSON.stringify((await api.call(key, method, `/purchase-orders/${po}${path}`, body)).json)
    return {
      who: 'ERP (API)',
      reads: po => call('GET', po, ''),
      ...acknowledging(async po => () => call('POST', po, '/acknowledge', {})),
      declines: po => call('POST', po, '/decline', { reason: 'inventory_out_of_stock' }),
      async answers(po, meanwhile) {
        await meanwhile?.()
        const no = { line: 'BULB', answer: 'decline', reason: 'inventory_out_of_stock' }
        return call('POST', po, '/lines', { lines: [{ line: 'LAMP', answer: 'accept' }, no] })
      },
      tracks: (po, number, some) =>
        call('POST', po, '/parcels', { number, ...(some && { lines: [{ line: 'LAMP', quantity: 1 }] }) }),
      opensShipTo: po => call('GET', po, '/ship-to'),
      asks: (po, question) => call('POST', po, '/questions', { question }),
      promises: (po, day) => call('POST', po, '/promise', { promised: day }),
      async tracksMany(rows) {
        const parcels = rows.split('\n').map(row => {
          const [purchaseOrder, number] = row.split(',').map(cell => cell.trim())
          return { purchaseOrder, number }
        })
        return JSON.stringify((await api.call(key, 'POST', '/parcels', { parcels })).json)
      },
      async prepares(act) {
        const post = async (path: string, body: object) =>
          JSON.stringify((await api.call(key, 'POST', path, body)).json)
        if (act.kind === 'complaint') return () => post(`/cases/${act.number}/answer`, { answer: act.answer })
        if (act.kind === 'return') return () => post(`/cases/${act.number}/approve`, { returnTo: act.to, credit: '0' })
        const about = act.kind === 'terms' ? '/terms' : `/purchase-orders/${act.po}`
        const { json } = await api.call(key, 'GET', about)
        const path =
          act.kind === 'terms' ? `/terms/${json.proposed?.id}/answer` : `${about}/changes/${json.changes[0]?.id}/answer`
        return () => post(path, { answer: 'accept' })
      },
    }
  }

  /** What staff and each way read of it now. */
  async function everywhere(po: string): Promise<Readonly<Record<Name | 'staff', string>>> {
    await owed.idle()
    const read = await Promise.all(NAMES.map(async name => [name, flat(await ways[name].reads(po))] as const))
    return { staff: flat(staffs(po)), ...(Object.fromEntries(read) as Record<Name, string>) }
  }
  /** Staff and every way read that it stands so, and all of these words. */
  async function allRead(po: string, state: string, ...words: readonly string[]): Promise<void> {
    const stands = new RegExp(`· Lumen ${state}|State:? ?${state}|"state":"${state.toLowerCase().replace(' ', '_')}"`)
    for (const [reader, text] of Object.entries(await everywhere(po))) {
      expect({ po, reader, text }).toMatchObject({ text: expect.stringMatching(stands) })
      for (const one of words) expect({ po, reader, text }).toMatchObject({ text: expect.stringContaining(one) })
    }
  }
  const id = async (po: string) => {
    const [one] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, po))
    return one?.id ?? ''
  }
  const facts = async (po: string, name: typeof events.$inferSelect.name) =>
    shop.database.db
      .select()
      .from(events)
      .where(and(eq(events.name, name), eq(events.about, await id(po))))
      .orderBy(events.id)

  return {
    shop,
    owed,
    sent,
    facts,
    everywhere,
    allRead,
    staffs,
    get ways() {
      return ways
    },
    get folder() {
      return folder
    },
    get api() {
      return api
    },
    get portal() {
      return portal
    },
  }
}
