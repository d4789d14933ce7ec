import { expect, test } from 'vitest'
import { incoming } from '../stage/incoming.ts'
import type { Stand } from '../stage/stands.ts'
import { allShow, PAIRS, stands, together } from '../stage/together.ts'

const all = together()

/** An order shipped by Lumen, whose contact is Mei on that chat. */
async function shippedBy(supplier: Stand): Promise<void> {
  await all.bind(supplier)
  await all.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]))
  await all.ask('order.forward', { order: '1042' })
  await all.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
}

const numberOf = ({ text }: { text: string }) => /[CR]\d+/.exec(text)?.[0] ?? ''

test.each(PAIRS)(
  'a return between staff in %s and a supplier in %s is one record to its end',
  async (staff, supplier) => {
    const [ours, theirs] = [all.on(staff), all.on(supplier)]
    await shippedBy(theirs)
    const opened = await all.ask('return.open', { order: '1042', reason: 'unwanted', happened: 'Too bright.' })
    const number = numberOf(opened)
    const title = `Return ${number} of 1042-A`
    await allShow([theirs], 'lumen', title, /Do you take it back\?/)
    await allShow(all.stands, 'orders', title, /Requested/)
    await all.ask('return.approve', { case: number, returnTo: 'Dock 4', credit: '0' })
    await allShow([theirs], 'lumen', title, /Dock 4/)
    expect((await theirs.presses('Mei', 'lumen', title, 'Received')).text).toContain(`${number} was received`)
    await allShow(all.stands, 'orders', title, /Received/)
    await all.ask('return.inspect', { case: number })
    await all.ask('return.refund', { case: number })
    await allShow(all.stands, 'orders', title, /Refund and credit recorded/)
    expect((await ours.presses('Sam', 'orders', title, 'Close')).text).toContain(`${number} is closed.`)
    await allShow([theirs], 'lumen', title, /It is closed: there is nothing more for you to do/)
    expect(await theirs.shows('lumen', title)).not.toMatch(/44\.50|efund/)
    await stands(async () => (await theirs.replies('lumen', title)).join(), new RegExp(`${number} is closed`))
  },
)

test.each([
  ['discord', 'slack'],
  ['slack', 'console'],
])('of two who take a complaint at once, in %s and %s, one has it', async (one, other) => {
  await shippedBy(all.on('memory'))
  const number = numberOf(await all.ask('complaint.open', { order: '1042', reason: 'damaged', happened: 'Cracked.' }))
  const title = `Complaint ${number} of 1042-A`
  await allShow(all.stands, 'orders', title, /With the supplier/)
  const both = [all.on(one), all.on(other)]
  const told = await Promise.all(both.map(stand => stand.presses('Sam', 'orders', title, 'Take')))
  expect(told.filter(({ text }) => text.includes(`${number} is yours.`))).toHaveLength(1)
  expect(told.filter(({ text }) => /has C\d+ already|is yours already/.test(text))).toHaveLength(1)
})
