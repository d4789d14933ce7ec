import { expect, test } from 'vitest'
import { shown } from '../../shopify/a-telling.ts'
import type { FulfillmentOrder } from '../../shopify/fake/fulfillment-order.ts'
import type { Stand } from '../../stage/stands.ts'
import { stands } from '../../stage/together.ts'
import { togetherWithStores } from '../../stage/together-with-stores.ts'
import { linePayload } from '../../woocommerce/payloads.ts'

const town = togetherWithStores()
const MINUTE = 60_000
const [UPS, POST] = ['1Z999AA10123456784', 'RB123456785CN']
const NORTH = { store: 'North Coast', failed: 'Order 1042: tracking isn’t in North Coast' }

/** From the customer's order at each of two stores to both of them saying that it has shipped, at one chat. */
async function toTheStores(at: Stand): Promise<void> {
  const reads = (room: 'orders' | 'alerts' | 'lumen', title: string, words = /./) =>
    stands(() => at.shows(room, title), words)
  const { shopify, woo } = town
  const connect = async (kind: string, filled: Record<string, string>) => {
    const told = await at.types('Sam', 'orders', 'store connect', { kind }, filled)
    expect(told.text).toContain(`${filled.Name} is connected.`)
    expect(told.text).not.toContain(filled.Secret)
  }
  const { clientId: Key, clientSecret: Secret } = shopify.app
  await connect('shopify', { Address: shopify.domain, Key, Secret, Name: NORTH.store })
  await connect('woocommerce', { Address: woo.site, Key: 'ck_owner', Secret: 'cs_owner', Name: 'South Shop' })
  await town.tasks.idle()
  await reads('alerts', 'South Shop is connected', /may read and write all that it needs/)

  const lamps = shopify.place({ name: '#1042', lines: [{ sku: 'LAMP', quantity: 2 }] })
  const [waiting] = lamps.toFulfil as [FulfillmentOrder]
  const unwanted = shopify.place({ name: '#1043', lines: [{ sku: 'LAMP', price: 2_000 }], shippingPrice: 0 })
  const tees = woo.shop.place({ line_items: [linePayload({ sku: 'LAMP', quantity: 1 })] })
  expect(new Set(await shopify.webhooks.deliver())).toEqual(new Set([200]))
  await woo.deliver()
  shopify.merchant.hold(waiting)
  for (const [number, tracking] of [
    ['1042', UPS],
    [tees.number, POST],
  ] as const) {
    const purchaseOrder = `Purchase order ${number}-A`
    await reads('orders', `Order ${number}`, /New: not forwarded yet/)
    await at.presses('Sam', 'orders', `Order ${number}`, 'Forward')
    await reads('lumen', purchaseOrder)
    await at.presses('Mei', 'lumen', purchaseOrder, 'Acknowledge')
    await reads('lumen', purchaseOrder, /Acknowledged by/)
    const added = await at.presses('Mei', 'lumen', purchaseOrder, 'Add tracking', { 'Tracking number': tracking })
    expect(added.text).toContain(`${tracking} was added to ${number}-A`)
  }
  await town.pass(10 * MINUTE, 10)
  expect(woo.shop.numbersOf(tees)).toEqual([POST])
  const story = async (order: string) => (await at.types('Sam', 'orders', 'order show', { order })).text
  expect(await story(tees.number)).toMatch(/Waybill wrote RB123456785CN to South Shop/)

  await reads('alerts', NORTH.failed, /the customer hasn’t heard\..* The store has them on hold\. Release the hold/)
  expect(shown(lamps)).toEqual([])
  shopify.merchant.release(waiting)
  await at.presses('Sam', 'alerts', NORTH.failed, 'Try again')
  await town.tasks.idle()
  expect(shown(lamps)).toEqual([{ numbers: [`UPS ${UPS}`], pieces: '2 LAMP' }])
  expect([lamps.displayFulfillmentStatus, shopify.mails.map(({ about }) => about)]).toEqual(['FULFILLED', ['shipped']])
  await reads('alerts', 'Order 1042: tracking is in North Coast', /has 1Z999AA10123456784 now/)
  expect(await story('1042')).toMatch(/could not write to North Coast[\s\S]*wrote 1Z999AA10123456784 to North Coast/)

  const offered = await at.types('Sam', 'orders', 'order cancel', { order: '1043' })
  expect(offered.text).toContain('It is still open in North Coast. Cancelling it there can’t be undone.')
  const asked = await offered.presses('Cancel there, refund USD 20.00')
  expect(asked.text).toContain('asking North Coast to cancel 1043 and refund USD 20.00')
  await town.pass(MINUTE, 2)
  expect([unwanted.cancelledAt !== null, unwanted.refundedCents]).toEqual([true, 2_000])
  expect(await story('1043')).toContain('cancelled it in North Coast')

  await at.types('Sam', 'orders', 'store check', { store: NORTH.store, since: 'yesterday' })
  await town.tasks.idle()
  await reads('alerts', 'North Coast: every order is accounted for', /North Coast has 2 orders; Waybill has 2\./)
  shopify.webhooks.emit('APP_UNINSTALLED', null)
  await shopify.webhooks.deliver()
  await reads('alerts', 'North Coast is disconnected', /so no tracking number is written there any more/)
}

test.each(['slack', 'discord', 'console'])('on %s, what a supplier types ends in the store', async chat => {
  const at = town.all.on(chat)
  await town.all.bind(at)
  await toTheStores(at)
  const { complaints, failures } = town.all.slack
  expect([complaints, failures]).toEqual([[], []])
})
