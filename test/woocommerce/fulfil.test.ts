import { afterEach, expect, test } from 'vitest'
import { openClient } from '../../src/integrations/woocommerce/client.ts'
import { fulfil } from '../../src/integrations/woocommerce/fulfil.ts'
import { NOTE } from '../../src/integrations/woocommerce/notes.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { aLink } from './a-link.ts'
import { closeAll, parcel, shop, WAYS } from './a-shop-to-tell.ts'
import type { Json } from './fake/shop.ts'
import { parcelBook } from './parcel-book.ts'

afterEach(closeAll)

test.each(WAYS)('%s: the parcel is in the store, and the customer hears of it once', async (_name, setup, kind) => {
  const { first, tell, numbers, mails, book } = await shop(setup)
  expect(await tell([parcel('p1', '1Z999', first, 2)])).toEqual({ elsewhere: [] })
  await tell([parcel('p1', '1Z999', first, 2)])
  expect(numbers()).toEqual(['1Z999'])
  expect(mails()).toEqual([
    kind === 'note'
      ? expect.stringMatching(/^note: .*UPS.*1Z999 https:\/\/ups\.example\/1Z999$/)
      : 'fulfillment: 1Z999',
  ])
  expect(book.known().held).toHaveLength(1)
})

test.each(WAYS)('%s: a second parcel, a corrected number and a removed parcel', async (_name, setup) => {
  const { first, second, tell, numbers, mails, book } = await shop(setup)
  const [one, two] = [parcel('p1', '1Z999', first, 2), parcel('p2', '1Z777', second)]
  await tell([one])
  await tell([one, two])
  expect(numbers()).toEqual(['1Z999', '1Z777'])
  await tell([{ ...one, number: '1Z111', url: null }, two])
  expect(numbers().toSorted()).toEqual(['1Z111', '1Z777'])
  expect(mails()).toHaveLength(3)
  await tell([two])
  expect(numbers()).toEqual(['1Z777'])
  await tell([])
  expect(numbers()).toEqual([])
  expect(book.known()).toEqual({ held: [], intended: [] })
  expect(mails()).toHaveLength(3)
})

test.each(WAYS)('%s: what the merchant typed is recognised, never doubled, never taken away', async (_name, setup) => {
  const { first, second, fake, order, tell, numbers, mails } = await shop(setup)
  const theirs = parcel('theirs', '1z-999', first, 2)
  const merchant = parcelBook()
  const given = { externalId: String(order.id), number: order.number, whole: false, gone: [] }
  const call = openClient({ site: fake.site, key: 'ck_owner', secret: 'cs_owner' })
  const by = {
    call,
    link: aLink(fake.site, { notifiesCustomers: false }),
    statuses: new Map(),
    note: NOTE,
    steps: merchant.steps,
  }
  await fulfil(by, { ...given, parcels: [theirs, parcel('other', '1ZOTHER', second)], ...merchant.known() })
  expect(await tell([parcel('p1', '1Z999', first, 2)])).toEqual({
    elsewhere: ['The store also has UPS 1ZOTHER, which isn’t recorded here.'],
  })
  await tell([parcel('p1', '1Z111', first, 2)])
  expect(mails()).toHaveLength(1)
  await tell([])
  expect(numbers().toSorted()).toEqual(['1ZOTHER', '1z-999'])
})

test('a part that somebody fulfilled by hand without a number gets ours, and keeps what they wrote', async () => {
  const { fake, order, first, second, tell, numbers } = await shop({ plugins: ['fulfillments'] })
  const made = (items: Json[]) => ({
    ...{ id: fake.shop.nextId(), order: order.id, status: 'fulfilled', is_fulfilled: true, deleted: false },
    meta_data: [
      { id: 1, key: '_items', value: items },
      { id: 2, key: 'packed_by', value: 'Ann' },
    ],
  })
  fake.shop.fulfillments.push(made([{ item_id: Number(first), qty: 2 }]), made([{ item_id: Number(second), qty: 1 }]))
  expect(await tell([parcel('p1', '1Z999', first, 2)])).toEqual({
    elsewhere: ['Somebody fulfilled a part of it in the store, without a tracking number.'],
  })
  expect(fake.shop.fulfillments).toHaveLength(2)
  expect(numbers()).toEqual(['1Z999'])
  expect(fake.shop.fulfillments[0]?.meta_data).toContainEqual(
    expect.objectContaining({ key: 'packed_by', value: 'Ann' }),
  )
})

test('an order is completed once all is shipped, where its owner wants that, and only then', async () => {
  const { first, second, tell, order, mails } = await shop({ plugins: ['ast'], completes: true })
  await tell([parcel('p1', '1Z999', first, 2)])
  expect(order.status).toBe('processing')
  await tell([parcel('p1', '1Z999', first, 2), parcel('p2', '1Z777', second)], true)
  expect(order.status).toBe('completed')
  // The mail of a completed order shows the last number, so no note has to.
  expect(mails()).toEqual([expect.stringContaining('note: '), 'completed: 1Z999, 1Z777'])
  const by = await shop({ plugins: ['ast'] })
  await by.tell([parcel('p1', '1Z999', by.first, 2), parcel('p2', '1Z777', by.second)], true)
  expect(by.order.status).toBe('processing')
})

test('a cancelled order is not completed', async () => {
  const { first, tell, order } = await shop({ completes: true })
  order.status = 'cancelled'
  await tell([parcel('p1', '1Z999', first, 2)], true)
  expect(order.status).toBe('cancelled')
})

test('a store that mails nobody mails nobody', async () => {
  for (const [, setup] of WAYS) {
    const { first, tell, numbers, mails } = await shop({ ...setup, notifies: false })
    await tell([parcel('p1', '1Z999', first, 2)])
    expect([numbers(), mails()]).toEqual([['1Z999'], []])
  }
})

test('in a shop with numbers of its own no other order gets the parcel', async () => {
  const { fake, order, first, tell, numbers } = await shop({ plugins: ['ast'], renumbers: true })
  const other = fake.shop.place()
  other.number = String(order.id)
  await tell([parcel('p1', '1Z999', first)])
  expect([numbers(), fake.shop.numbersOf(other)]).toEqual([['1Z999'], []])
})

test('when the owner takes another plugin, what is there stays, and new parcels go to the new one', async () => {
  const { fake, first, second, tell, numbers, link } = await shop({ plugins: ['ast'] })
  const one = parcel('p1', '1Z999', first, 2)
  await tell([one])
  fake.shop.setup.plugins = []
  fake.reopen()
  await tell([one, parcel('p2', '1Z777', second)])
  expect(link.notes.keeping).toBe('meta')
  expect(numbers()).toEqual(['1Z999', '1Z777'])
})

test('a number that AST refuses, and an order that is gone, are said in the store’s words', async () => {
  const { fake, order, first, tell } = await shop({ plugins: ['ast'] })
  const refused = await tell([parcel('p1', '1Z/999', first)]).catch(error => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused.message).toContain('“Special character not allowd in tracking number”')
  fake.shop.orders.delete(order.id)
  await expect(tell([parcel('p1', '1Z999', first)])).rejects.toThrow(/“Invalid ID\.”/)
})

test.each(WAYS)(
  '%s: killed before it was noted and corrected or removed before it was run again, nothing is left',
  async (_name, setup) => {
    const corrected = await shop(setup)
    corrected.book.dieAt(3)
    await expect(corrected.tell([parcel('p1', '1Z999', corrected.first, 2)])).rejects.toThrow('killed')
    await corrected.tell([{ ...parcel('p1', '1Z111', corrected.first, 2), former: ['1Z999'] }])
    expect(corrected.numbers()).toEqual(['1Z111'])
    const removed = await shop(setup)
    removed.book.dieAt(3)
    await expect(removed.tell([parcel('p1', '1Z999', removed.first, 2)])).rejects.toThrow('killed')
    await removed.tell([], false, [{ id: 'p1', numbers: ['1Z999'] }])
    expect(removed.numbers()).toEqual([])
  },
)
