import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openClient } from '../../src/integrations/woocommerce/client.ts'
import { findWayIn } from '../../src/integrations/woocommerce/reach.ts'
import { Missing } from '../../src/integrations/woocommerce/trouble.ts'
import { Unsure } from '../../src/kernel/shapes/chat.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import type { Fault } from './fake/faults.ts'
import { type FakeWoo, openFake } from './fake/open-fake.ts'

let fake: FakeWoo
beforeAll(async () => {
  fake = await openFake()
  fake.shop.place()
})
afterAll(() => fake.close())
const usual = { dropsAuthorization: false, hasPermalinks: true, mayManage: true }
beforeEach(() => void Object.assign(fake.shop.setup, usual))

const access = () => ({ site: fake.site, key: 'ck_owner', secret: 'cs_owner' })
const orders = async () => (await openClient(access(), 500)('GET', 'wc/v3/orders')).body
const withFault = (fault: Fault) => {
  fake.faults.next(fault)
  return orders()
}

test('a good shop is asked with the key in the header', async () => {
  expect((await findWayIn(access())).way).toEqual({})
  expect(await orders()).toHaveLength(1)
})

test('a host that drops the header gets the key in the address', async () => {
  fake.shop.setup.dropsAuthorization = true
  const { way, call } = await findWayIn(access())
  expect(way).toEqual({ keyInAddress: true })
  expect((await call('GET', 'wc/v3/orders')).total).toBe(1)
})

test('a shop without permalinks is asked by its plain address, also where the host drops the header', async () => {
  fake.shop.setup.hasPermalinks = false
  expect((await findWayIn(access())).way).toEqual({ plainAddress: true })
  fake.shop.setup.dropsAuthorization = true
  const { way, call } = await findWayIn(access())
  expect(way).toEqual({ plainAddress: true, keyInAddress: true })
  expect((await call('GET', 'wc/v3/orders', { query: { status: ['processing', 'on-hold'] } })).total).toBe(1)
})

test('a key that the shop does not know is said at once, and is not written into any address', async () => {
  fake.faults.seen.length = 0
  await expect(findWayIn({ ...access(), key: 'ck_other' })).rejects.toThrow(
    /“Consumer key is invalid\.” Connect the store again/,
  )
  await expect(findWayIn({ ...access(), secret: 'cs_other' })).rejects.toThrow('“Consumer secret is invalid.”')
  expect(fake.faults.seen).toHaveLength(2)
})

test('a key that may only read is told how to write', async () => {
  fake.shop.keys.push({ key: 'ck_read', secret: 'cs_read', permissions: 'read' })
  const { call } = await findWayIn({ site: fake.site, key: 'ck_read', secret: 'cs_read' })
  await expect(call('POST', 'wc/v3/orders/batch', { body: {} })).rejects.toThrow(
    /Give the key the permission Read\/Write/,
  )
})

test('a user who may not see orders is told which role it takes', async () => {
  fake.shop.setup.mayManage = false
  await expect(orders()).rejects.toThrow(/role of a shop manager or an administrator/)
})

test('what is not there is told apart from a shop that is not there', async () => {
  await expect(openClient(access())('GET', 'wc/v3/orders/7')).rejects.toThrow(Missing)
  await expect(openClient(access())('GET', 'wc-ast/v3/orders/7/shipment-trackings')).rejects.toMatchObject({
    code: 'rest_no_route',
  })
  await expect(openClient({ ...access(), site: `${fake.site}/blog` })('GET', 'wc/v3/orders')).rejects.toMatchObject({
    code: 'no_rest_api',
  })
})

test.each<[Fault, RegExp]>([
  ['notice', /“<br \/> <b>Notice<\/b>: Undefined index.*WP_DEBUG_DISPLAY to false/],
  ['firewall', /answers 403 with a page: “<!DOCTYPE html>.*firewall/],
  ['moved', /leads on to www\.shop\.example\. Connect the store by that address/],
])('%s: people read what to do', async (fault, sentence) => {
  await expect(withFault(fault)).rejects.toThrow(Refusal)
  await expect(withFault(fault)).rejects.toThrow(sentence)
})

test('a shop that asks to wait is waited for', async () => {
  await expect(withFault('throttled')).rejects.toMatchObject({ name: 'Later', wait: 7_000 })
  await expect(withFault('maintenance')).rejects.toMatchObject({ name: 'Later', wait: 600_000 })
})

test.each<Fault>(['cut', 'lost', 'error page', 'hangs'])(
  '%s: it may pass, so nobody is asked to do anything',
  async fault => {
    const error = await withFault(fault).catch(error => error)
    expect(error).toBeInstanceOf(Unsure)
    expect(error).toHaveProperty('message', expect.stringMatching(/ did not answer\.$| answers 50\d: /))
    expect(await orders()).toHaveLength(1)
  },
)
