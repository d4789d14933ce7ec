import { expect, test } from 'vitest'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')

/** What has broken bots before. Written with escapes where an editor would hide it. */
const NASTY: Readonly<Record<string, string>> = {
  'right to left': '\u202Eمحمد العلي\u202C شارع',
  'zero width': 'za\u200Bro\u200D\u2060width\uFEFF',
  'emoji family': '👨‍👩‍👧‍👦🏳️‍🌈👍🏽',
  'combining marks': 'Z̸̡̛͎̤̦̲̾̈́á̵̧͕̔l̶̠͆g̵̱̈́ö̶́',
  'slack mention': '<!channel> <@U123> <#C1|x> <https://evil.example|ok>',
  'discord mention': '@everyone @here <@&1> <t:0:R>',
  markdown: '*b* _i_ ~s~ `c` [x](https://evil.example) ## h > q',
  html: '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not be taken for a template by anybody
  template: '{{7*7}} ${7*7} <%= 7 %> %s %n $1 $& \\0',
  sql: `'; drop table orders; -- " \\ %_`,
  nul: 'before\0after',
  'lone surrogate': 'before\uD800after\uDC00',
  quotes: '“curly” ‘single’ "straight" «guillemets»',
  lines: 'first\r\nsecond\n\n\tthird',
  'very long': 'long '.repeat(2_000),
  prototype: '__proto__ constructor toString',
}

/** As the database can hold it. */
const kept = (text: string) => text.replaceAll('\0', '').toWellFormed().trim()
const wellFormed = (what: unknown) => {
  const text = JSON.stringify(what)
  expect(text).not.toMatch(/\\u(0000|d[89a-f])/)
  expect(text).not.toContain('Something went wrong')
}
const all = () => shop.chat.messages.map(one => one.card)

test.each(Object.entries(NASTY))(
  'an order full of “%s” comes in, is forwarded and shipped, and is shown as it was written',
  async (_, nasty) => {
    const order = incoming('1042', [{ sku: 'LAMP', title: nasty }])
    const lines = order.lines.map(line => ({ ...line, options: nasty }))
    const shipTo = order.shipTo && {
      ...order.shipTo,
      name: nasty,
      company: nasty,
      street: nasty,
      street2: nasty,
      city: nasty,
      region: nasty,
      postalCode: nasty,
      phone: nasty,
    }
    await shop.ask('order.receive', {
      ...order,
      lines,
      shipTo,
      method: nasty,
      note: nasty,
      store: { ...order.store, name: nasty },
    })
    await shop.ask('order.hold', { order: '1042', note: nasty })
    await shop.ask('order.release', { order: '1042' })
    await shop.ask('order.note', { order: '1042', note: nasty })
    await shop.ask('order.forward', { order: '1042' })
    await shop.bot.pump.idle()
    const mei = shop.bot.as('Mei', 'lumen')
    const po = cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
    expect(po.lines?.[0]?.text).toBe(kept(nasty))
    expect(po.summary).toContain(`to ${kept(nasty)}, Sweden`)
    const label = card(await mei.presses(po, 'Ship-to'))
    expect(String(label.body)).toContain(`${kept(nasty)}\n`)
    expect(said(await mei.types('/tracking add 1042-A 1Z999AA10123456784'))).toContain('All of 1042-A is in parcels')
    await shop.bot.pump.idle()
    const story = card(await sam().types('/order show 1042'))
    if (kept(nasty).length > 250) expect(story.body).toContain(`Customer wrote: ${kept(nasty)}\n\n`)
    else expect(story.facts).toContainEqual({ label: 'Customer wrote', value: kept(nasty) })
    for (const shown of [...all(), label, story]) wellFormed(shown)
  },
)

test.each(Object.entries(NASTY))(
  'a supplier, a contact and SKUs called “%s” can be added and used',
  async (_, nasty) => {
    await shop.ask('supplier.add', { name: nasty, instructions: nasty })
    const list = card(await sam().types('/supplier list')).lines ?? []
    const name = list.map(line => line.text).find(text => text !== 'Lumen' && text !== 'Casa') ?? ''
    shop.chat.openRoom('odd')
    await shop.ask('supplier.room', { supplier: name, room: { chat: 'memory', id: 'odd', name: nasty } })
    await shop.ask('supplier.contact', { supplier: name, person: { chat: 'memory', id: 'odd-person', name: nasty } })
    await shop.ask('supplier.sku', { supplier: name, skus: `ODD, ${nasty}` })
    await shop.forwarded('1042', [{ sku: 'ODD' }])
    const po: Drawn = cardIn(shop.chat, 'odd', 'Purchase order 1042-A')
    expect(po.body).toBe(kept(nasty).length > 3_000 ? `${kept(nasty).slice(0, 2_999)}…` : kept(nasty))
    for (const shown of [...all(), card(await sam().types('/supplier list'))]) wellFormed(shown)
  },
)

test.each(Object.entries(NASTY))(
  'typed and sent in forms, “%s” is an answer or a refusal, never a bug',
  async (_, nasty) => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    const mei = shop.bot.as('Mei', 'lumen')
    for (const text of [
      nasty,
      `/order show ${nasty}`,
      `/order note 1042 ${nasty}`,
      `/order find ${nasty}`,
      `/order hold 1042 ${nasty}`,
      `/order forward 1042 supplier:${nasty}`,
      `/supplier show ${nasty}`,
      `/supplier add X zone:${nasty}`,
      `/store autoforward ${nasty} on`,
    ])
      wellFormed(await sam().types(text))
    for (const text of [`/po show ${nasty}`, `/po promise 1042-A ${nasty}`, `/po decline 1042-A ${nasty}`])
      wellFormed(await mei.types(text))
    const form = await mei.presses(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A'), 'Add tracking')
    for (const values of [
      { number: nasty },
      { number: nasty, carrier: nasty },
      { number: 'X1', carrier: `other: ${nasty}`, lines: nasty },
    ])
      wellFormed(await mei.submits(form, values))
    const there = { chat: 'memory', user: 'sam', name: nasty, channel: 'orders', roles: [nasty] }
    wellFormed(await shop.bot.desk.suggest(there, `/order show ${nasty}`))
    wellFormed(await shop.bot.desk.pressed(there, nasty))
    wellFormed(await shop.bot.desk.typed(there, '/order list'))
  },
)

test('a decline, a refusal and a cancel in 10,000 characters are cut with a mark', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const long = 'word '.repeat(2_000)
  await shop.ask('po.decline', { purchaseOrder: '1042-A', reason: 'other', note: long })
  await shop.bot.pump.idle()
  const { summary } = cardIn(shop.chat, 'alerts', '1042-A was declined')
  expect(summary.length).toBeLessThan(1_100)
  expect(summary).toContain('…')
  expect((await shop.ask('order.cancel', { order: '1042', reason: long })).text).toBe('Order 1042 is cancelled.')
})
