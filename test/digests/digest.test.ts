import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import { messages } from '../../src/kernel/ground/tables.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { openBot, system } from '../stage/bot.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText, textOf } from '../stage/text-of.ts'

const shop = aLateShop()

/** By Thursday 6 March 2031 a lamp of Lumen's and a bowl of Casa's are late, and a second lamp is due on Friday. */
async function twoLate(): Promise<void> {
  shop.at('2031-03-03T06:00:00Z')
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  shop.at('2031-03-05T07:00:00Z')
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await shop.ask('po.acknowledge', { purchaseOrder: '1043-A' })
}
const THURSDAY = 'How things stand on Thursday 6 March'
const FRIDAY = 'How things stand on Friday 7 March'

test('each room is told at its own hour, a supplier of its own orders alone', async () => {
  await twoLate()
  shop.at('2031-03-06T00:59:00Z')
  await shop.tick()
  expect(shop.digestsIn('lumen')).toEqual([])
  shop.at('2031-03-06T01:00:00Z')
  await shop.tick()
  expect([shop.digestsIn('lumen'), shop.digestsIn('casa'), shop.digestsIn('alerts')]).toEqual([[THURSDAY], [], []])
  shop.at('2031-03-06T08:00:00Z')
  await shop.tick()
  expect([shop.digestsIn('casa'), shop.digestsIn('alerts')]).toEqual([[THURSDAY], []])
  shop.at('2031-03-06T09:00:00Z')
  await shop.tick()
  const lumen = cardIn(shop.chat, 'lumen', THURSDAY)
  expect(lumen.summary).toBe('1 late and 1 due by the end of the next working day.')
  expect(lumen.lines).toEqual([
    { text: '1042-A · 1 day late', detail: 'Acknowledge by Tue 4 Mar, 14:00' },
    { text: '1043-A · Ship by Fri 7 Mar, 15:00' },
  ])
  const staff = cardIn(shop.chat, 'alerts', THURSDAY)
  expect(staff.summary).toBe('2 late and 1 due by the end of the next working day.')
  expect(staff.lines?.map(line => phraseText(line.detail).split(' · ')[0])).toEqual(['Lumen', 'Casa', 'Lumen'])
  expect(textOf(cardIn(shop.chat, 'casa', THURSDAY))).not.toContain('Lumen')
})

test('the staff’s digest has a picture that tells in words what it shows; a supplier’s has none', async () => {
  await twoLate()
  shop.at('2031-03-06T09:00:00Z')
  await shop.tick()
  const { picture } = cardIn(shop.chat, 'alerts', THURSDAY)
  expect(picture?.alt).toBe(
    'Late purchase orders by supplier. Casa: 1 late, for 1 to 3 days. Lumen: 1 late, for 1 to 3 days.',
  )
  const file = await loadFile(shop.database.db, picture?.file ?? '')
  expect(file?.type).toBe('image/png')
  expect([cardIn(shop.chat, 'lumen', THURSDAY).picture, cardIn(shop.chat, 'casa', THURSDAY).picture]).toEqual([
    undefined,
    undefined,
  ])
  const shown = card(await shop.bot.as('Sam', 'alerts').types('/late digest'))
  expect(shown.picture?.alt).toBe(picture?.alt)
})

test('a day is told once, whoever asks, however often, and after a restart', async () => {
  await twoLate()
  shop.at('2031-03-06T09:00:00Z')
  await shop.ask('late.sweep')
  const other = await openBot(shop.database, shop.chat)
  other.wait(shop.bot.now().getTime() - other.now().getTime())
  await Promise.all([shop.ask('digest.send'), other.ask('digest.send', {}, system), shop.ask('digest.send')])
  await other.close()
  await shop.tick()
  const again = await openBot(shop.database, shop.chat)
  again.wait(Date.parse('2031-03-06T20:00:00Z') - again.now().getTime())
  await again.ask('digest.send', {}, system)
  await again.pump.idle()
  await again.close()
  for (const room of ['alerts', 'lumen', 'casa']) expect(shop.digestsIn(room)).toEqual([THURSDAY])
})

test('a kill in the middle loses no digest and doubles none', async () => {
  await twoLate()
  shop.at('2031-03-06T09:00:00Z')
  await shop.ask('late.sweep')
  const { outcome } = await shop.ask('digest.send', { most: 1 })
  expect(outcome).toBe('more')
  await shop.bot.close()
  const next = await openBot(shop.database, shop.chat)
  next.wait(Date.parse('2031-03-06T09:15:00Z') - next.now().getTime())
  await next.ask('digest.send', {}, system)
  await next.pump.idle()
  for (const room of ['alerts', 'lumen', 'casa']) expect(shop.digestsIn(room)).toEqual([THURSDAY])
  await next.close()
})

test('what was missed comes later the same day, and yesterday’s never', async () => {
  await twoLate()
  shop.at('2031-03-07T21:00:00Z')
  await shop.tick()
  expect(shop.digestsIn('alerts')).toEqual([FRIDAY])
  expect(shop.digestsIn('lumen')).toEqual([])
  shop.at('2031-03-08T01:00:00Z')
  await shop.tick()
  expect(shop.digestsIn('lumen')).toEqual(['How things stand on Saturday 8 March'])
})

test('a clock put back by a week tells nothing again, and one put forward skips nothing of today', async () => {
  await twoLate()
  for (const day of ['06', '13', '06', '07']) {
    shop.at(`2031-03-${day}T09:00:00Z`)
    await shop.ask('late.sweep')
    await shop.ask('digest.send')
  }
  const board = await shop.database.db.select().from(messages).where(eq(messages.kind, 'digest'))
  const days = board.map(one => one.subject).sort()
  expect(days).toEqual(['06', '07', '13'].flatMap(day => Array(3).fill(`2031-03-${day}`)))
})

test('where there is nothing to say nothing is said, that day', async () => {
  shop.at('2031-03-06T09:00:00Z')
  await shop.tick()
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  shop.at('2031-03-06T12:00:00Z')
  await shop.tick()
  expect([...shop.digestsIn('alerts'), ...shop.digestsIn('lumen')]).toEqual([])
  shop.at('2031-03-07T01:00:00Z')
  await shop.tick()
  expect(cardIn(shop.chat, 'lumen', FRIDAY).lines).toEqual([{ text: '1042-A · Acknowledge by Fri 7 Mar, 17:00' }])
})

test('a room sets its own hour, in its own zone, or wants none; a day that was told is not told again', async () => {
  await twoLate()
  shop.at('2031-03-06T00:30:00Z')
  expect(said(await shop.bot.as('Mei', 'lumen').types('/late digest 17'))).toBe(
    '#lumen gets its digest every day at 17:00, Shanghai time. The next one comes on Thursday 17:00.',
  )
  expect(said(await shop.bot.as('Sam', 'orders').types('/late digest off'))).toBe(
    '#alerts no longer gets a daily digest. To bring it back: /late digest 9',
  )
  shop.at('2031-03-06T08:59:00Z')
  await shop.tick()
  expect([shop.digestsIn('lumen'), shop.digestsIn('casa')]).toEqual([[], [THURSDAY]])
  shop.at('2031-03-06T09:00:00Z')
  await shop.tick()
  expect([shop.digestsIn('lumen'), shop.digestsIn('alerts')]).toEqual([[THURSDAY], []])
  expect(said(await shop.bot.as('Mei', 'lumen').types('/late digest 23'))).toContain('comes on Friday 23:00.')
  shop.at('2031-03-06T15:30:00Z')
  await shop.tick()
  expect(shop.digestsIn('lumen')).toEqual([THURSDAY])
  expect(said(await shop.bot.as('Sam', 'alerts').types('/late digest 8'))).toContain('within a quarter of an hour')
  await shop.tick()
  expect(shop.digestsIn('alerts')).toEqual([THURSDAY])
  expect(said(await shop.bot.as('Sam', 'alerts').types('/late digest 9:30'))).toBe(
    'Hour: write a full hour such as 9 or 17, or off.',
  )
})

test('how things stand is shown to whoever asks, and nobody else', async () => {
  await twoLate()
  shop.at('2031-03-06T00:30:00Z')
  await shop.ask('late.sweep')
  await shop.bot.pump.idle()
  const before = shop.chat.messages.length
  expect(card(await shop.bot.as('Sam', 'orders').types('/late digest')).summary).toBe(
    '2 late and 1 due by the end of the next working day.',
  )
  const mine = card(await shop.bot.as('Lucía', 'casa').types('/late digest'))
  expect(mine.lines?.map(line => line.text)).toEqual(['1042-B · 1 day late'])
  await shop.bot.pump.idle()
  expect(shop.chat.messages.length).toBe(before)
})

test('a supplier that cannot type commands presses its way to the whole list and to another hour', async () => {
  await twoLate()
  shop.at('2031-03-06T01:00:00Z')
  await shop.tick()
  const digest = cardIn(shop.chat, 'lumen', THURSDAY)
  const mei = shop.bot.as('Mei', 'lumen')
  expect(card(await mei.presses(digest, 'Show all')).lines).toHaveLength(2)
  const form = await mei.presses(digest, 'Change the hour')
  expect(said(await mei.submits(form, { hour: '7' }))).toContain('every day at 7:00')
  expect(said(await shop.bot.as('Lucía', 'lumen').presses(digest, 'Show all'))).toBe(
    'The shop’s staff have been asked to add you.',
  )
})

test('a room that cannot be posted to gets one digest when it can be again, not one for every day', async () => {
  await twoLate()
  shop.at('2031-03-06T01:00:00Z')
  shop.chat.closeRoom('lumen')
  await shop.tick()
  for (const day of ['07', '08', '09']) {
    shop.at(`2031-03-${day}T01:00:00Z`)
    await shop.tick()
  }
  shop.chat.openRoom('lumen')
  await shop.ask('supplier.room', { supplier: 'Lumen', room: { chat: 'memory', id: 'lumen', name: 'lumen' } })
  await shop.tick()
  expect(shop.digestsIn('lumen')).toContain('How things stand on Sunday 9 March')
  expect(shop.digestsIn('lumen').length).toBeLessThanOrEqual(2)
})
