import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { findDue } from '../../src/late/find-due.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { layOpenOrders } from '../stage/open-orders.ts'
import { card, said } from '../stage/shop.ts'
import { phraseText, textOf } from '../stage/text-of.ts'

const shop = aLateShop()
const sam = () => shop.bot.as('Sam', 'alerts')
const numbers = (shown: ReturnType<typeof card>) => shown.lines?.map(line => line.text.split(' · ')[0])

/** The numbers of the cases as staff are shown them, in that order. */
async function casesShown(): Promise<readonly string[]> {
  const shown = card(await sam().types('/late list late'))
  return shown.lines?.flatMap(line => /L\d+/.exec(phraseText(line.detail))?.[0] ?? []) ?? []
}

/** Four lamps and a bowl: by Friday 7 March 2031 three are late, the longest 1041-A; one is due. */
async function someLate(): Promise<void> {
  for (const [at, number, sku] of [
    ['2031-03-02T06:00:00Z', '1041', 'LAMP'],
    ['2031-03-03T06:00:00Z', '1042', 'BOWL'],
    ['2031-03-04T06:00:00Z', '1043', 'LAMP'],
    ['2031-03-06T10:00:00Z', '1044', 'LAMP'],
  ] as const) {
    shop.at(at)
    await shop.forwarded(number, [{ sku }])
  }
  shop.at('2031-03-07T06:01:00Z')
  await shop.ask('late.sweep')
}

test('staff list all that is late and due, the longest late first; of one supplier, or of themselves', async () => {
  await someLate()
  expect(numbers(card(await sam().types('/late list')))).toEqual(['1041-A', '1042-A', '1043-A', '1044-A'])
  expect(numbers(card(await sam().types('/late list late Lumen')))).toEqual(['1041-A', '1043-A'])
  expect(card(await sam().types('/late list due')).lines).toEqual([
    { text: '1044-A · Acknowledge by Fri 7 Mar, 10:00', detail: 'Lumen' },
  ])
  expect(said(await sam().types('/late list mine'))).toBe('Nothing is late, due or snoozed.')
  const [, bowl = ''] = await casesShown()
  await sam().types(`/case take ${bowl}`)
  const mine = card(await sam().types('/late list mine'))
  expect(mine.lines?.[0]).toMatchObject({ text: '1042-A · 3 days late' })
  expect(mine.lines?.[0]?.detail).toBe(`Casa · Acknowledge by Tue 4 Mar, 06:00 · ${bowl} · Sam`)
  expect(said(await sam().types('/late list late Lumne'))).toContain('Did you mean “Lumen”?')
})

test('a supplier lists its own alone, whatever it names, and nothing of the staff', async () => {
  await someLate()
  const [lamp = ''] = await casesShown()
  await sam().types(`/case take ${lamp}`)
  const mei = shop.bot.as('Mei', 'lumen')
  const shown = card(await mei.types('/late list late Casa'))
  expect(shown.audience).toHaveProperty('supplierId')
  expect(shown.lines?.map(line => line.text)).toEqual(['1041-A · 4 days late', '1043-A · 2 days late'])
  expect(textOf(shown)).not.toMatch(new RegExp(`Sam|Casa|${lamp}`))
  expect(said(await mei.types('/late snooze L1 monday'))).toContain('I don’t know /late snooze')
})

test('what staff ask in a supplier’s room is of that supplier', async () => {
  await someLate()
  shop.chat.admit('sam', 'Sam', ['orders', 'casa'])
  expect(numbers(card(await shop.bot.as('Sam', 'casa').types('/late list')))).toEqual(['1042-A'])
})

test('what is snoozed leaves the list of what is late until its time, and says when that is', async () => {
  await someLate()
  expect(said(await sam().types('/late snooze 1041-A monday'))).toMatch(
    /^L\d+ is silent until Mon, 10 Mar 2031, 09:00 \(UTC\)\.$/,
  )
  expect(numbers(card(await sam().types('/late list late')))).toEqual(['1042-A', '1043-A'])
  const snoozed = card(await sam().types('/late list snoozed'))
  expect(snoozed.lines?.map(line => line.text)).toEqual(['1041-A · silent until Mon 10 Mar, 09:00'])
  const theirs = card(await shop.bot.as('Mei', 'lumen').types('/late list'))
  expect(theirs.lines?.map(line => line.text).join()).toMatch(/1041-A · \d+ \w+ late/)
  expect(textOf(theirs)).not.toContain('silent')
  shop.at('2031-03-10T09:00:00Z')
  expect(numbers(card(await sam().types('/late list late')))).toEqual(['1041-A', '1042-A', '1043-A'])
  expect(said(await sam().types('/late snooze 1044-A monday'))).toBe('1044-A is not late: there is nothing to silence.')
  expect(said(await sam().types('/late snooze 9999-A monday'))).toContain('There is no purchase order 9999-A')
})

test('ten thousand late ones are read page by page, and one supplier’s at a press', async () => {
  const now = new Date('2031-03-07T06:00:00Z')
  const sentAt = new Date('2031-03-01T00:00:00Z')
  const { db } = shop.database
  await layOpenOrders(db, 1, 10_000, 40, {
    sentAt,
    acknowledgeBy: null,
    shipBy: sentAt,
    spread: 86_400,
    watchedFrom: now,
  })
  await db.execute(sql`
    insert into cases (kind, number, order_id, purchase_order_id, supplier_id, opened_at, opened_by, waiting_for)
    select 'late', 'L' || right(number, -1), order_id, id, supplier_id, ship_by, 'Waybill', 'supplier' from purchase_orders`)
  await db.execute(sql`
    insert into notices (purchase_order_id, supplier_id, rule, due_at, noticed_at, case_id)
    select purchase_order_id, supplier_id, 'ship', opened_at, opened_at, id from cases`)
  shop.at(now.toISOString())
  const all = card(await sam().types('/late list'))
  expect(all.summary).toBe('10000 late.')
  expect(all.lines).toHaveLength(10)
  expect(all.context).toMatch(/^And 9990 more late\. Times are in /)
  const first = card(await sam().presses(all, 'All late'))
  expect(first.summary).toBe('1 to 20 of 10000, the most pressing first.')
  expect(numbers(first)?.[0]).toBe('P1-A')
  expect(first.context).toMatch(/^Fewer at a time: \/late list late and the supplier’s name\. Times are in /)
  expect(numbers(card(await sam().presses(first, 'Next 20')))?.[0]).toBe('P21-A')
  const form = await sam().presses(first, 'One supplier…')
  const one = card(await sam().submits(form, { supplier: 'Supplier 7' }))
  expect(one.summary).toBe('1 to 20 of 250, the most pressing first.')
  expect(one.lines?.every(line => phraseText(line.detail).startsWith('Supplier 7 · '))).toBe(true)
  expect(card(await sam().types('/late list late page:501')).summary).toBe('Nothing more is late.')
  expect(said(await sam().types('/late list page:99'))).toBe(
    'This list is the worst of each, on one page. Write /late list late page:99.',
  )
})

test('due is what must happen by the end of the supplier’s next working day, and not what is further off', async () => {
  const friday = new Date('2031-03-07T06:00:00Z')
  const { db } = shop.database
  const open = { sentAt: friday, acknowledgeBy: null, spread: 4 * 86_400 }
  await layOpenOrders(db, 1, 4, 1, { ...open, shipBy: new Date('2031-03-07T07:00:00Z'), watchedFrom: friday })
  const terms = sql`'{"calendar":{"zone":"Asia/Shanghai","days":[1,2,3,4,5],"opens":"09:00","closes":"18:00","cutoff":null,"closed":[]}}'::jsonb`
  const due = async () =>
    (await findDue(db, {}, friday, { from: 0, most: 10 })).rows.map(row => row.due.toISOString().slice(0, 10))
  expect(await due()).toEqual(['2031-03-07', '2031-03-08'])
  await db.execute(sql`
    insert into agreements (supplier_id, version, terms, proposed_at, proposed_by, accepted_at)
    select id, 1, ${terms}, ${friday.toISOString()}::timestamptz, 'Sam', ${friday.toISOString()}::timestamptz from suppliers`)
  expect(await due()).toEqual(['2031-03-07', '2031-03-08', '2031-03-09', '2031-03-10'])
})
