import { expect, test } from 'vitest'
import { openLinks } from '../../src/stores/open-links.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { system } from '../stage/bot.ts'
import { said } from '../stage/shop.ts'

const stage = aConnectedStore()
const sam = () => stage.bot.as('Sam', 'orders')

test('the form lists the kinds of store that there are, so that nobody has to guess how one is spelled', async () => {
  const form = await sam().types('/store connect')
  if (form.kind !== 'form') throw new Error(`no form, but ${form.kind}`)
  const kind = form.form.fields.find(({ label }) => label === 'Kind')
  expect(kind).toMatchObject({ choices: [{ value: 'shopify', label: 'shopify' }] })
})

test('a kind that is not there names the nearest, and what is missing is said at its field', async () => {
  await expect(stage.bot.ask('store.connect', { kind: 'shoppify' }, system)).rejects.toThrow('Did you mean “shopify”?')
  const form = await sam().types('/store connect shopify lamps.example')
  const answer = await sam().submits(form, { kind: 'shopify', address: 'lamps.example' })
  expect(answer).toMatchObject({ kind: 'errors', errors: { secret: 'The secret is missing.' } })
})

test('a store e-mails no customers any more once staff say so', async () => {
  await stage.connect()
  expect(said(await sam().types('/store option Lamps notify off'))).toBe(
    'From the next parcel on, Lamps no longer e-mails customers when a parcel ships.',
  )
  expect(said(await sam().types('/store option Lamps notify off'))).toBe('That is off already for Lamps.')
  const [link] = await openLinks(stage.database.db, stage.bot.outside.seal).all('shopify')
  expect(link?.notifiesCustomers).toBe(false)
})
