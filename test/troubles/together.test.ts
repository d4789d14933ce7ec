import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { shipments } from '../../src/shipments/tables.ts'
import { incoming } from '../stage/incoming.ts'
import type { Stand } from '../stage/stands.ts'
import { allShow, stands, together } from '../stage/together.ts'

const all = together()
const UPS = ['1Z999AA10123456784', '1Z12345E1512345676', '1Z999AA10123456793']

/** Each chat once on either side. */
const PAIRS = [
  ['discord', 'slack'],
  ['slack', 'console'],
  ['console', 'memory'],
  ['memory', 'discord'],
] as const

/** An order of a lamp at Lumen, in a parcel. */
async function shipped(order: string, number: string): Promise<void> {
  await all.ask('order.receive', incoming(order, [{ sku: 'LAMP' }], { paidMinor: 4_450, totalMinor: 4_450 }))
  await all.ask('order.forward', { order })
  await all.ask('po.acknowledge', { purchaseOrder: `${order}-A` })
  await all.ask('tracking.add', { purchaseOrder: `${order}-A`, number })
}

const says = (number: string, tag: string, over: object = {}) => {
  const at = new Date(Date.now()).toISOString()
  return all.ask('tracking.heard', {
    feed: 'test',
    scans: [{ number, tag, status: tag, words: 'On the way', at, ...over }],
  })
}
const thread = (at: Stand, title: string) => async () => (await at.replies('lumen', title)).join('\n')
const numberOf = ({ text }: { text: string }) => /[CLP]\d+/.exec(text)?.[0] ?? ''

test.each(PAIRS)(
  'staff in %s and a supplier in %s see parcels in trouble through to their ends',
  async (staff, supplier) => {
    const [ours, theirs] = [all.on(staff), all.on(supplier)]
    await all.bind(theirs)
    const [label = '', lost = ''] = UPS
    const { db } = all.database

    // A label that nobody scans: its supplier is nudged, and the scan settles it.
    await shipped('1042', label)
    await says(label, 'InfoReceived', { words: 'Label created' })
    const [parcel] = await db
      .update(shipments)
      .set({ scanBy: new Date(Date.now() - 1_000) })
      .returning()
    await all.ask('late.look_again', { purchaseOrders: [parcel?.purchaseOrderId] })
    await all.ask('late.sweep')
    await stands(() => ours.shows('alerts', 'L1: 1042-A is late'), /Never scanned by the carrier/)
    expect((await ours.presses('Sam', 'alerts', 'L1: 1042-A is late', 'Nudge')).text).toContain(
      'Lumen was asked about L1',
    )
    await stands(thread(theirs, '1042-A is late'), /asks about 1042-A/)
    await says(label, 'InTransit', { words: 'Picked up' })
    await stands(() => ours.shows('alerts', 'L1: 1042-A was late'), /Closed by .*the carrier has scanned it/)
    await stands(thread(theirs, '1042-A was late'), /is closed/)

    // A lost parcel: the supplier answers, staff claim it, and it is sent again.
    await shipped('1043', lost)
    await says(lost, 'InTransit', { words: 'Picked up' })
    await says(lost, 'Exception', { detail: 'lost', words: 'Declared lost' })
    const title = 'A parcel of 1043-A is lost'
    await stands(() => theirs.shows('lumen', title), /Please claim it from the carrier/)
    expect((await theirs.presses('Mei', 'lumen', title, 'Answer', { Answer: 'Inquiry 4711.' })).text).toContain('P2')
    const staffCard = 'P2: a parcel of 1043-A is lost'
    await stands(() => ours.shows('alerts', staffCard), /Inquiry 4711\./)
    const claimed = await ours.presses('Sam', 'alerts', staffCard, 'Open a claim', { 'What happened': 'UPS lost it.' })
    expect(claimed.text).toContain('is open: Lumen was asked about 1043-A')
    const claim = numberOf(claimed)
    await stands(() => ours.shows('alerts', staffCard), new RegExp(`goes on as a complaint — ${claim}`))
    await stands(thread(theirs, title), /P2 is closed/)
    const replaced = await ours.types('Sam', 'orders', 'complaint resolve', { case: claim, resolution: 'replacement' })
    expect(replaced.text).toContain('1043-B')
    await stands(() => theirs.shows('lumen', 'Purchase order 1043-B'), /./)
  },
)

test.each(PAIRS)(
  'staff in %s are led through a parcel that came and was not received, and a supplier in %s credits it',
  async (staff, supplier) => {
    const [ours, theirs] = [all.on(staff), all.on(supplier)]
    await all.bind(theirs)
    const [, , gone = ''] = UPS
    const { db } = all.database
    // Delivered, they say: the customer looks, the carrier is asked, and the supplier credits what is refunded.
    await shipped('1044', gone)
    await says(gone, 'Delivered')
    const opened = await all.ask('complaint.open', {
      ...{ order: '1044', reason: 'delivered_not_received', happened: 'It is not here.' },
    })
    const complaint = `Complaint ${numberOf(opened)} of 1044-A`
    await stands(() => ours.shows('orders', complaint), /Wait: carriers sometimes say delivered/)
    const press = async (label: string, filled?: Record<string, string>) =>
      (await ours.presses('Sam', 'orders', complaint, label, filled)).text
    expect(await press('Don’t wait')).toContain('Ask the customer to look around')
    await stands(() => ours.shows('orders', complaint), /Ask the customer to look around/)
    expect(await press('Customer looked', { 'What was said or found': 'Nobody has it' })).toContain('inquiry number')
    await stands(() => ours.shows('orders', complaint), /write down its inquiry number/)
    expect(await press('Asked the carrier', { 'Inquiry number': 'INQ-1' })).toContain('Hear what the carrier found')
    await all.ask('complaint.answer', { case: numberOf(opened), answer: 'We pay.', credit: '20 EUR' })
    await allShow([ours], 'orders', complaint, /inquiry INQ-1/)
    await all.ask('complaint.resolve', { case: numberOf(opened), resolution: 'refund' })
    await allShow([ours], 'orders', complaint, /resolved it: refund/)
    await allShow([theirs], 'lumen', complaint, /Your credit of EUR 20\.00 is still to come/)
    const credited = await ours.types('Sam', 'orders', 'case credit', { case: numberOf(opened) }, { Amount: '20' })
    expect(credited.text).toContain('20.00')
    expect(await db.select().from(shipments).where(eq(shipments.number, gone))).toMatchObject([{ tag: 'Delivered' }])
  },
)
