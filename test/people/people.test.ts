import { expect, test } from 'vitest'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { openAccounts } from '../../src/people/accounts.ts'
import { peopleOn } from '../../src/people/people-on.ts'
import { aShop } from '../stage/a-shop.ts'
import { foundInTables } from '../stage/found-in-tables.ts'
import { sam } from '../stage/kernel/notes.ts'

const shop = aShop()
const ask = (name: string, input: unknown) => shop.bot.ask(name, input, sam)
const accounts = (now = () => new Date()) => openAccounts(shop.database.db, shop.bot.ask, now)
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'not refused',
    error => (error instanceof Refusal ? error.message : String(error)),
  )
const person = (name: string) => ({ chat: 'console', id: name.toLowerCase(), name })
const add = async (name: string, supplier?: string) => {
  const { text } = await ask('person.add', { person: person(name), supplier })
  return /\/join\/(\S+)/.exec(text)?.[1] ?? ''
}
const names = async () => (await peopleOn(shop.database.db, 'console')).map(({ name, title }) => `${name}, ${title}`)

test('until somebody signs in by name anybody may be Sam or Robin; the first of the staff ends that', async () => {
  expect(await names()).toEqual(['Sam, staff', 'Robin, staff'])
  expect(await accounts().areNeeded()).toBe(false)
  expect(await refusal(accounts().joinFirst('Ola', 'short'))).toContain('at least 10 characters')
  expect(await accounts().joinFirst('Ola', 'a long password')).toBe('ola')
  expect(await names()).toEqual(['Ola, staff'])
  expect(await accounts().areNeeded()).toBe(true)
  expect(await refusal(accounts().joinFirst('Eve', 'a long password'))).toContain('can sign in already')
  expect(await foundInTables(shop.database.db, /a long password/)).toEqual([])
})

test('an invitation works once and for a week; another one replaces a password', async () => {
  const key = await add('Mei', 'Lumen')
  expect(await names()).toContain('Mei, Lumen')
  expect(await accounts().invited(key)).toBe('Mei')
  expect(await accounts(() => new Date(Date.now() + 8 * 86_400_000)).invited(key)).toBeNull()
  expect(await accounts().join(key, 'lanterns and lamps')).toBe('mei')
  expect(await refusal(accounts().join(key, 'somebody else’s'))).toContain('This link was used')
  expect(await accounts().check('Mei', 'lanterns and lamps')).toBe('mei')
  expect(await accounts().check('Mei', 'lanterns and lamp')).toBeNull()
  expect(await accounts().check('Nobody', 'lanterns and lamps')).toBeNull()
  await accounts().join(await add('Mei', 'Lumen'), 'another password')
  expect(await accounts().check('Mei', 'lanterns and lamps')).toBeNull()
  expect(await foundInTables(shop.database.db, new RegExp(key))).toEqual([])
})

test('one name is never both sides, and the last of the staff stays', async () => {
  await accounts().joinFirst('Ola', 'a long password')
  expect(await refusal(ask('person.add', { person: person('Ola'), supplier: 'Lumen' }))).toContain('one of your staff')
  await accounts().join(await add('Mei', 'Lumen'), 'lanterns and lamps')
  expect(await refusal(ask('person.add', { person: person('Mei') }))).toContain('signs in for a supplier')
  await ask('supplier.contact', { supplier: 'Casa', person: person('Lucía') })
  expect(await refusal(ask('person.add', { person: person('Lucía') }))).toContain('is a contact of a supplier')

  expect(await refusal(ask('person.remove', { person: 'Ola', sure: 'yes' }))).toContain('the last of your staff')
  expect((await ask('person.remove', { person: 'Mei' })).card?.summary).toContain('Mei is signed out at once')
  await ask('person.remove', { person: 'Mei', sure: 'yes' })
  expect(await accounts().check('Mei', 'lanterns and lamps')).toBeNull()
  expect(await names()).toEqual(['Ola, staff', 'Lucía, Casa'])
  expect((await ask('person.list', {})).card?.lines).toEqual([{ text: 'Ola', detail: 'staff · can sign in' }])
})
