import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { completing } from '../../src/integrations/discord/receive/autocomplete.ts'
import { MOST_CHOICES } from '../../src/kernel/shapes/form.ts'
import { stores } from '../../src/stores/tables.ts'
import { suppliers } from '../../src/suppliers/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'support')
const speaker = { chat: 'memory', user: 'sam', name: 'Sam', channel: 'support', roles: [] }

/** One more case, supplier and store than a list of a form holds. */
beforeEach(async () => {
  const { db } = shop.database
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await sam().types('/complaint open 1042 other cracked')
  const rowsOf = <T extends { id: string }>([first]: T[], change: (index: number) => Partial<T>, have: number): T[] => {
    if (!first) throw new Error('nothing is there to be like')
    const others = Array.from({ length: MOST_CHOICES + 1 - have }, (_, index) => index + 1)
    return others.map(index => ({ ...first, id: randomUUID(), ...change(index) }))
  }
  await db.insert(cases).values(rowsOf(await db.select().from(cases), index => ({ number: `C9${index}` }), 1))
  await db.insert(suppliers).values(rowsOf(await db.select().from(suppliers), index => ({ name: `No ${index}` }), 2))
  await db
    .insert(stores)
    .values(rowsOf(await db.select().from(stores), index => ({ key: `${index}`, name: `S${index}` }), 1))
})

test.each([
  ['/supplier show', 'supplier', 'Lumen'],
  ['/store autoforward', 'store', 'Lamps'],
])('of more than a form can list, %s takes what is typed', async (line, field, value) => {
  const form = await sam().types(line)
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.find(({ name }) => name === field)).toMatchObject({ kind: 'text' })
  expect(said(await sam().submits(form, { [field]: value, setting: 'on' }))).toContain(value)
})

test('the newest of 26 cases can be shown from the list of cases, by its number', async () => {
  const form = await sam().types('/case show')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields).toMatchObject([{ name: 'case', kind: 'text' }])
  expect(card(await sam().submits(form, { case: `C9${MOST_CHOICES}` })).title).toBe(`Complaint C9${MOST_CHOICES}`)
})

test('one case fewer is listed whole', async () => {
  await shop.database.db.update(cases).set({ closedAt: shop.bot.now() }).where(eq(cases.number, 'C91'))
  const form = await sam().types('/case show')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields[0]).toMatchObject({ kind: 'select', choices: { length: MOST_CHOICES } })
})

test('what is suggested while typing stays as much as a chat can show', async () => {
  expect(await shop.bot.desk.suggest(speaker, '/case show ')).toHaveLength(MOST_CHOICES)
  const found = await shop.bot.desk.complete(speaker, 'case.show', 'case', '', {})
  const typing = { kind: 'typing', command: 'case.show', arg: 'case', typed: '', known: {} } as const
  // A list that is late is left out: here it is at hand.
  const onDiscord = completing({ ...shop.bot.desk, complete: async () => found })
  expect(await onDiscord(speaker, typing)).toHaveLength(MOST_CHOICES)
})
