import { describe, expect, test } from 'vitest'
import { caseFiles, cases } from '../../src/cases/tables.ts'
import { complaints } from '../../src/complaints/tables.ts'
import { MOST_BYTES } from '../../src/kernel/ground/keep-file.ts'
import { files } from '../../src/kernel/ground/tables.ts'
import { fromMessage } from '../../src/kernel/hearing/from-message.ts'
import { NASTY } from '../chats/nasty.ts'
import { aShop } from '../stage/a-shop.ts'
import { said } from '../stage/shop.ts'
import { textIn } from '../stage/text-of.ts'

const shop = aShop()
const speaker = (user: string, channel: string) => ({
  ...{ chat: 'memory', user: user.toLowerCase(), name: user, channel, roles: [] },
})
const sam = speaker('Sam', 'support')
const photo = (name: string) => shop.chat.send(name, Buffer.from(`photo of ${name}`))
type Message = Parameters<typeof fromMessage>[0]

async function opens(message: Partial<Message> & { text: string }, who = sam, command = 'complaint.open') {
  const { known, asks, prefilledFiles } = fromMessage({ ours: false, attachments: [], ...message })
  return shop.bot.desk.opens(who, command, known, asks, prefilledFiles)
}
function form(answer: Awaited<ReturnType<typeof opens>>) {
  if (answer.kind !== 'form' && answer.kind !== 'errors') throw new Error(`no form, but ${JSON.stringify(answer)}`)
  const field = (name: string) => answer.form.fields.find(one => one.name === name)
  return { token: answer.form.token, field, names: answer.form.fields.map(({ name }) => name) }
}
const sends = (token: string, values: Record<string, string>) => shop.bot.desk.submitted(sam, token, values)

describe('a complaint from a message', () => {
  test('has its words and its order filled in, and its pictures with it, which are fetched when it is sent', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    const one = form(await opens({ text: 'About #1042: cracked', attachments: [photo('a.png'), photo('b.png')] }))
    expect(one.field('order')?.value).toBe('1042')
    expect(one.field('happened')?.value).toBe('About #1042: cracked')
    expect(one.field('files')?.hint).toMatch(/^2 files are here already\./)
    expect(await shop.database.db.$count(files)).toBe(0)
    expect(said(await sends(one.token, { order: '1042', reason: 'other', happened: 'cracked' }))).toContain('is open')
    const kept = await shop.database.db.select().from(caseFiles)
    expect(kept.map(({ name }) => name).toSorted()).toEqual(['a.png', 'b.png'])
  })

  test('asks which part where an order has several, and loses neither words nor pictures by it', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
    const one = form(await opens({ text: 'order 1042 broke', attachments: [photo('a.png')] }))
    const answer = await sends(one.token, { order: '1042', reason: 'other', happened: 'it broke' })
    expect(said(answer)).toMatch(/Which part of order 1042\?/)
    const again = form(answer)
    expect(one.names).toEqual(['order', 'reason', 'happened', 'lines', 'files'])
    expect(again.names).toEqual(['part', 'order', 'reason', 'happened', 'files'])
    expect(again.field('happened')?.value).toBe('it broke')
    expect(again.field('part')?.choices?.map(({ value }) => value)).toEqual(['1042-A', '1042-B'])
    const values = { part: '1042-B', order: '1042', reason: 'other', happened: 'it broke' }
    expect(said(await sends(again.token, values))).toContain('Casa was asked about 1042-B')
    expect(await shop.database.db.$count(caseFiles)).toBe(1)
  })

  test('leaves a file behind that is too large, says so, and goes on with the others', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    const film = { ...photo('film.mov'), size: MOST_BYTES + 1 }
    const one = form(await opens({ text: '#1042', attachments: [film, photo('a.png')] }))
    expect(one.field('files')?.hint).toContain('1 file is here already. “film.mov” is too large to attach.')
    expect(said(await sends(one.token, { order: '1042', reason: 'late', happened: 'x' }))).toContain('is open')
    expect(await shop.database.db.$count(caseFiles)).toBe(1)
  })

  test('keeps the customer’s address out of the supplier’s room, and what was written besides', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    const text = '#1042 Zoë, zoe@example.com, Västra Hamngatan 5: cracked'
    const one = form(await opens({ text }))
    const answer = await sends(one.token, { order: '1042', reason: 'other', happened: text })
    expect(said(answer)).toMatch(/includes the customer’s street and e-mail/)
    expect(form(answer).field('happened')?.value).toBe(text)
    await shop.bot.pump.idle()
    expect(await shop.database.db.$count(cases)).toBe(0)
    expect(textIn(shop.chat)).not.toMatch(/Hamngatan|zoe@example/)
  })

  test('takes what is nasty as text, and what is long as far as it fits', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    const one = form(await opens({ text: `${NASTY.join('\n')}\n${'é'.repeat(9_000)}` }))
    const happened = one.field('happened')?.value ?? ''
    expect(happened).toContain(NASTY[0])
    expect(happened.length).toBeLessThanOrEqual(3_000)
    expect(said(await sends(one.token, { order: '1042', reason: 'other', happened }))).toContain('is open')
    const [kept] = await shop.database.db.select().from(complaints)
    expect(kept?.happened).toContain(NASTY[0])
  })

  test('is not for a supplier or a stranger, and nothing of theirs is fetched', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    for (const command of ['complaint.open', 'return.open'])
      for (const [who, sentence] of [
        ['Mei', 'for the shop’s staff'],
        ['Ola', 'I don’t know you here yet'],
      ] as const) {
        const answer = await opens({ text: '#1042', attachments: [photo('a.png')] }, speaker(who, 'lumen'), command)
        expect(said(answer), `${who} ${command}`).toContain(sentence)
      }
    expect(await shop.database.db.$count(files)).toBe(0)
  })
})

test.each([
  ['Order 1042 came broken', '1042'],
  ['#1042', '1042'],
  ['see Purchase order 1042-A', '1042'],
  ['about order no. 77, please', '77'],
  ['call 031 711 00 00 before 1042 leaves', undefined],
  ['in order to ship 3 lamps', undefined],
])('of “%s” the order is %s', (text, order) => {
  expect(fromMessage({ text, ours: false, attachments: [] }).known.order).toBe(order)
})

test('a card of ours lends its order, and no words that a customer never wrote', () => {
  expect(fromMessage({ text: 'Order 1042 needs you', ours: true, attachments: [] }).known).toEqual({ order: '1042' })
})
