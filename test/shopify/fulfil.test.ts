import { expect, test } from 'vitest'
import { Unsure } from '../../src/kernel/shapes/chat.ts'
import { aTelling, Recording, shown } from './a-telling.ts'
import type { FulfillmentOrder } from './fake/fulfillment-order.ts'
import { move, split } from './fake/holding.ts'
import type { OrderTold } from './fake/place-order.ts'

/** An order of a shop that mails its customers. */
async function anOrder(told: OrderTold = { lines: [{ sku: 'LAMP', quantity: 2 }, { sku: 'VASE' }] }) {
  const telling = await aTelling()
  const order = telling.shop.place(told)
  const [lamp, vase] = order.lines
  if (!lamp) throw new Error('no line')
  return {
    ...telling,
    order,
    recording: new Recording(order),
    lamp,
    vase: vase ?? lamp,
    mailed: () => telling.shop.mails.map(({ about, numbers }) => `${about} ${numbers}`),
  }
}
const waitingOf = ({ toFulfil }: { toFulfil: FulfillmentOrder[] }) => toFulfil.at(-1) as FulfillmentOrder

test('the store gets exactly the pieces of the parcel, its number and Shopify’s own name of the carrier, and mails the customer once', async () => {
  const { tell, recording, order, lamp, vase, mailed } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  await tell(recording)
  await tell(recording)
  expect(shown(order)).toEqual([{ numbers: ['YunExpress YT1'], pieces: '1 LAMP' }])
  recording.record({
    id: 'p2',
    number: 'YT2',
    pieces: [
      [lamp, 1],
      [vase, 1],
    ],
  })
  await tell(recording)
  expect(shown(order)[1]).toEqual({ numbers: ['YunExpress YT2'], pieces: '1 LAMP, 1 VASE' })
  expect([order.displayFulfillmentStatus, mailed()]).toEqual(['FULFILLED', ['shipped YT1', 'shipped YT2']])
})

test('a carrier that Shopify does not know leads to its own page, not to a guess', async () => {
  const { tell, recording, order, lamp, vase } = await anOrder()
  recording.record({ id: 'p1', number: 'YW1', carrier: { code: 'yanwen', name: 'Yanwen' }, pieces: [[lamp, 2]] })
  recording.record({
    id: 'p2',
    number: 'JP1',
    carrier: { code: 'japan_post', name: 'Japan Post' },
    pieces: [[vase, 1]],
  })
  await tell(recording)
  expect(order.live.map(({ tracking }) => tracking)).toEqual([
    [{ number: 'YW1', company: 'Yanwen', url: 'https://carrier.example/YW1' }],
    [{ number: 'JP1', company: 'Japan Post (EN)', url: null }],
  ])
})

test('a reply that was lost ships nothing twice: the store is looked at before it is asked again', async () => {
  const { shop, tell, recording, order, lamp, mailed } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  shop.loseReply('fulfillmentCreate')
  await expect(tell(recording)).rejects.toBeInstanceOf(Unsure)
  await tell(recording)
  expect([shown(order).length, mailed(), [...recording.known.keys()]]).toEqual([1, ['shipped YT1'], ['p1']])
  shop.faults.next('fulfillmentCreate', 'request lost')
  recording.record({ id: 'p2', number: 'YT2', pieces: [[lamp, 1]] })
  await expect(tell(recording)).rejects.toBeInstanceOf(Unsure)
  await tell(recording)
  expect(mailed()).toEqual(['shipped YT1', 'shipped YT2'])
})

test('a number that Shopify takes and does not show is not called written, and is written again', async () => {
  const { shop, tell, recording, order, lamp, mailed } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  shop.keepsNumbers = false
  await expect(tell(recording)).rejects.toThrow('Shopify took YT1, and doesn’t show it')
  await expect(tell(recording)).rejects.toThrow('Shopify took YT1, and doesn’t show it')
  shop.keepsNumbers = true
  await tell(recording)
  expect(shown(order)).toEqual([{ numbers: ['YunExpress YT1'], pieces: '1 LAMP' }])
  expect(mailed().at(-1)).toBe('tracking changed YT1')
})

test('a number that is corrected after its reply was lost still changes the one fulfilment', async () => {
  const { shop, tell, recording, order, lamp } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  shop.loseReply('fulfillmentCreate')
  await expect(tell(recording)).rejects.toBeInstanceOf(Unsure)
  recording.correct('p1', 'YT9')
  await tell(recording)
  expect(shown(order)).toEqual([{ numbers: ['YunExpress YT9'], pieces: '1 LAMP' }])
})

test('a parcel that is removed after its reply was lost is not left at the store', async () => {
  const { shop, tell, recording, order, lamp } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  shop.loseReply('fulfillmentCreate')
  await expect(tell(recording)).rejects.toBeInstanceOf(Unsure)
  recording.remove('p1')
  await tell(recording)
  expect([shown(order), recording.known.size]).toEqual([[], 0])
})

test('a correction changes number and carrier where they are, and keeps the number that the merchant added', async () => {
  const { shop, tell, recording, order, lamp } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  await tell(recording)
  order.live[0]?.tracking.push({ number: 'EXTRA', company: 'YunExpress', url: null })
  recording.correct('p1', 'YT2')
  await tell(recording)
  expect(shown(order)[0]?.numbers).toEqual(['YunExpress EXTRA', 'YunExpress YT2'])
  order.live[0]?.tracking.shift()
  recording.correct('p1', 'YW2', { code: 'yanwen', name: 'Yanwen' })
  await tell(recording)
  expect(shown(order)).toEqual([{ numbers: ['Yanwen YW2'], pieces: '1 LAMP' }])
  expect(shop.calls.filter(call => call === 'fulfillmentCreate')).toHaveLength(1)
})

test('a parcel that is removed is taken back, and its pieces can go in another', async () => {
  const { tell, recording, order, lamp } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 2]] })
  await tell(recording)
  recording.remove('p1')
  recording.record({ id: 'p2', number: 'YT1', pieces: [[lamp, 1]] })
  await tell(recording)
  expect(shown(order)).toEqual([{ numbers: ['YunExpress YT1'], pieces: '1 LAMP' }])
  recording.remove('p2')
  await tell(recording)
  expect([shown(order), recording.known.size]).toEqual([[], 0])
})

test('a parcel that is removed by mistake and recorded again mails nobody a second time', async () => {
  const { tell, recording, order, lamp, mailed } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 2]] })
  await tell(recording)
  recording.remove('p1')
  recording.record({ id: 'p2', number: 'YT1', pieces: [[lamp, 2]] })
  await tell(recording)
  expect([shown(order).length, mailed(), [...recording.known.keys()]]).toEqual([1, ['shipped YT1'], ['p2']])
})

test('a parcel that two suppliers share grows and shrinks at the store too', async () => {
  const { tell, recording, order, lamp, vase } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  await tell(recording)
  recording.repack('p1', [
    [lamp, 1],
    [vase, 1],
  ])
  await tell(recording)
  expect(shown(order).map(({ pieces }) => pieces)).toEqual(['1 LAMP', '1 VASE'])
  recording.repack('p1', [[vase, 1]])
  await tell(recording)
  await tell(recording)
  expect(shown(order)).toEqual([{ numbers: ['YunExpress YT1'], pieces: '1 VASE' }])
})

test('pieces that are added to a parcel are not sent twice when the reply is lost', async () => {
  const { shop, tell, recording, order, lamp, vase } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  await tell(recording)
  recording.repack('p1', [
    [lamp, 2],
    [vase, 1],
  ])
  shop.loseReply('fulfillmentCreate')
  await expect(tell(recording)).rejects.toBeInstanceOf(Unsure)
  await tell(recording)
  expect(shown(order).map(({ pieces }) => pieces)).toEqual(['1 LAMP', '1 LAMP, 1 VASE'])
  recording.remove('p1')
  await tell(recording)
  expect(shown(order)).toEqual([])
})

test('what the merchant fulfilled under our number is success, and is never cancelled for it', async () => {
  const { shop, tell, recording, order, lamp } = await anOrder()
  shop.merchant.fulfil(order, { tracking: { company: 'Yun Express', number: 'yt 1' } })
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  expect(await tell(recording)).toEqual([])
  expect(shown(order)).toHaveLength(1)
  recording.remove('p1')
  expect(await tell(recording)).toEqual(['yt 1 was removed here, but somebody else fulfilled it at the store.'])
  expect(order.live).toHaveLength(1)
})

test('what the merchant fulfilled without a number gets ours; with another number it is said, and left', async () => {
  const { shop, tell, recording, order, lamp, vase } = await anOrder()
  shop.merchant.fulfil(order, { pieces: new Map([[lamp, 2]]) })
  shop.merchant.fulfil(order, { pieces: new Map([[vase, 1]]), tracking: { number: 'THEIRS' }, app: 'Another app' })
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 2]] })
  recording.record({ id: 'p2', number: 'YT2', pieces: [[vase, 1]] })
  const said = ['Somebody else fulfilled 1 piece of YT2 with THEIRS.']
  expect(await tell(recording)).toEqual(said)
  expect(await tell(recording)).toEqual(said)
  expect(shown(order).map(({ numbers }) => numbers)).toEqual([['YunExpress YT1'], ['null THEIRS']])
})

test('a fulfilment of ours that somebody cancelled at the store is said, and not made again', async () => {
  const { shop, tell, recording, order, lamp } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  await tell(recording)
  for (const one of order.live) shop.merchant.cancelFulfillment(one)
  expect(await tell(recording)).toEqual(['Somebody cancelled YT1 at the store.'])
  expect(shown(order)).toEqual([])
})

test('pieces on hold wait with the reason, and go once they are released', async () => {
  const { shop, tell, recording, order, lamp } = await anOrder()
  shop.merchant.hold(waitingOf(order), 'INCORRECT_ADDRESS')
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 1]] })
  await expect(tell(recording)).rejects.toThrow('on hold (incorrect address)')
  waitingOf(order).fulfillmentHolds = []
  waitingOf(order).status = 'OPEN'
  await tell(recording)
  expect(shown(order)).toHaveLength(1)
})

test('a fulfilment order that is moved, split or closed right before the call costs no parcel', async () => {
  const { shop, tell, recording, order, lamp, vase } = await anOrder()
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 2]] })
  shop.faults.before('fulfillmentCreate', () => void move(shop, waitingOf(order), 'Casa'))
  await tell(recording)
  recording.record({ id: 'p2', number: 'YT2', pieces: [[vase, 1]] })
  shop.faults.before('fulfillmentCreate', () => {
    shop.merchant.cancelFulfillment(shop.merchant.fulfil(order))
  })
  await tell(recording)
  expect(shown(order).map(({ pieces }) => pieces)).toEqual(['2 LAMP', '1 VASE'])
})

test('a parcel of pieces that wait apart is made of all of them', async () => {
  const { shop, tell, recording, order, lamp } = await anOrder({ lines: [{ sku: 'LAMP', quantity: 3 }] })
  const [first] = order.toFulfil
  if (!first) throw new Error('nothing waits')
  const rest = split(shop, first, [{ id: first.lines[0]?.id ?? '', quantity: 1 }])
  if (!rest) throw new Error('not split')
  move(shop, rest, 'Casa')
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 3]] })
  shop.loseReply('fulfillmentCreate')
  await expect(tell(recording)).rejects.toBeInstanceOf(Unsure)
  await tell(recording)
  expect(
    shown(order)
      .map(({ pieces }) => pieces)
      .sort(),
  ).toEqual(['1 LAMP', '2 LAMP'])
  recording.remove('p1')
  await tell(recording)
  expect(shown(order)).toEqual([])
})

test('two lines of one variant are not confused, and what needs no shipping is left alone', async () => {
  const same = { sku: 'LAMP', variantId: 'gid://shopify/ProductVariant/7' }
  const { tell, recording, order, vase } = await anOrder({
    lines: [same, same, { sku: 'PDF', requiresShipping: false }],
  })
  recording.record({ id: 'p1', number: 'YT1', pieces: [[vase, 1]] })
  await tell(recording)
  expect(order.live[0]?.pieces.map(({ lineItem }) => lineItem.id)).toEqual([vase.id])
  expect(order.toFulfil.map(({ status }) => status)).toEqual(['IN_PROGRESS', 'OPEN'])
})

test('a line beyond the hundredth is found', async () => {
  const { tell, recording, order } = await anOrder({
    lines: Array.from({ length: 130 }, (_, at) => ({ sku: `S${at}` })),
  })
  const all = order.lines.map((line): [typeof line, number] => [line, 1])
  recording.record({ id: 'p1', number: 'YT1', pieces: all.slice(120) })
  await tell(recording)
  expect(order.live[0]?.pieces.map(({ lineItem }) => lineItem.sku)).toEqual(
    order.lines.slice(120).map(({ sku }) => sku),
  )
  recording.record({ id: 'p2', number: 'YT2', pieces: all.slice(0, 120) })
  await tell(recording)
  expect(order.displayFulfillmentStatus).toBe('FULFILLED')
})

test('pieces that an edit took off, and a cancelled order, are said', async () => {
  const { shop, tell, recording, order, lamp, vase } = await anOrder()
  shop.merchant.takeOff(lamp, 1)
  recording.record({ id: 'p1', number: 'YT1', pieces: [[lamp, 2]] })
  const said = 'Nothing waits at the store for 1 piece of YT1: cancelled, refunded or removed there.'
  expect(await tell(recording)).toEqual([said])
  expect(shown(order)).toEqual([{ numbers: ['YunExpress YT1'], pieces: '1 LAMP' }])
  shop.merchant.cancelOrder(order)
  recording.record({ id: 'p2', number: 'YT2', pieces: [[vase, 1]] })
  expect(await tell(recording)).toHaveLength(2)
  expect(shown(order)).toEqual([])
})

test('an order that the store no longer has is said', async () => {
  const { shop, tell, recording, order } = await anOrder()
  shop.orders.delete(order.id)
  await expect(tell(recording)).rejects.toThrow('Shopify has no order')
})
