import { expect, test } from 'vitest'
import { countTasks } from '../../src/kernel/carrying/count-tasks.ts'
import { openMetrics } from '../../src/kernel/ground/metrics.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { lookAtLinks } from '../../src/stores/look-at-links.ts'
import { openLinks } from '../../src/stores/open-links.ts'
import { storeLinks } from '../../src/stores/tables.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { system } from '../stage/bot.ts'
import { KEY } from '../stage/outside.ts'
import { said } from '../stage/shop.ts'
import { textIn, textOf } from '../stage/text-of.ts'

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

test('a store shows how it is set, in its own way and as all stores are', async () => {
  stage.store.storefront.settings = {
    greeting: { label: 'greeting', check: written => void (written === 'no' && refuseGreeting()) },
  }
  await stage.connect()
  await stage.idle()
  expect(said(await sam().types('/store option Lamps greeting no'))).toBe('That isn’t a greeting.')
  expect(said(await sam().types('/store option Lamps greting hi'))).toContain('Did you mean “greeting”?')
  expect(said(await sam().types('/store option Lamps greeting Good day'))).toContain('greeting of Lamps: Good day.')
  const shown = () => sam().types('/store show Lamps').then(textOf)
  expect(await shown()).toContain('greeting\nGood day')
  expect(await shown()).toContain('keep addresses\nas for all stores')
  await sam().types('/store option Lamps greeting house')
  expect(await shown()).toContain('greeting\nas for all stores')
})

function refuseGreeting(): never {
  throw new Refusal('That isn’t a greeting.', 'setting')
}

test('a store that had stopped sending is made to send again, and staff read that nothing is missing', async () => {
  await stage.connect()
  await stage.idle()
  stage.store.dropped.push('orders/create')
  await stage.bot.ask('store.owe-readings', { which: 'daily' }, system)
  await stage.idle()
  const alerts = textIn(stage.chat, 'alerts')
  expect(alerts).toContain('Lamps had stopped sending webhooks')
  expect(alerts).toContain('no longer sent orders/create')
  expect(alerts).toContain('Lamps: every order is accounted for')
})

test('a store whose owner removes the app is disconnected, staff read it, and its secrets are gone', async () => {
  await stage.connect()
  await stage.idle()
  await stage.bot.ask('store.disconnect', { store: 'lamps.example' }, { side: 'system', name: 'Shopify' })
  await stage.idle()
  expect(textIn(stage.chat, 'alerts')).toContain('Lamps is disconnected')
  expect([await stage.database.db.$count(storeLinks), stage.store.left]).toEqual([0, 1])
})

test('a store that is connected again right after keeps its new secrets', async () => {
  await stage.connect()
  await stage.idle()
  await sam().types('/store disconnect Lamps')
  await stage.connect()
  await stage.idle()
  expect(await openLinks(stage.database.db, stage.bot.outside.seal).all('shopify')).toHaveLength(1)
})

test('the doctor knows every store: how it was when it was checked, and a key that no longer opens its secrets', async () => {
  await stage.connect()
  const look = (key: string) => lookAtLinks(stage.database.db, openSeal(key))
  await stage.idle()
  expect(await look(KEY)).toEqual([
    { well: true, what: expect.stringMatching(/^Lamps: connected, and all was well on/) },
  ])
  expect(await look(Buffer.alloc(32, 'x').toString('base64'))).toMatchObject([
    { well: false, what: 'Lamps: its secrets don’t open.', fix: expect.stringContaining('SECRETS_KEY') },
  ])
  stage.store.troubles.push('Give the app the scope read_orders.')
  await stage.bot.ask('store.owe-readings', { which: 'daily' }, system)
  await stage.idle()
  expect(await look(KEY)).toMatchObject([{ well: false, fix: 'Give the app the scope read_orders.' }])
})

test('an operator sees what is owed to stores, for how long it fails, and how many orders are missing', async () => {
  const metrics = openMetrics()
  metrics.watch('waybill_tasks_owed', 'Owed.', 'task', () => countTasks(stage.database.db))
  metrics.watch('broken', 'Fails.', 'task', () => Promise.reject(new Error('the database is gone')))
  await stage.tasks.stop()
  await stage.connect()
  expect(await metrics.text()).toContain('waybill_tasks_owed{task="store.check"} 1')
})
