import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { complaints } from '../../src/complaints/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { returns } from '../../src/returns/tables.ts'
import { agreements, suppliers } from '../../src/suppliers/tables.ts'
import { aClock } from '../stage/a-stopped-clock.ts'
import { LUMEN_TERMS } from '../stage/lumen-terms.ts'

const clock = aClock()
const just = (moment: Date | null | undefined, ms: number) => clock.set(new Date((moment?.getTime() ?? 0) + ms))
const named = async (name: 'complaint.claim_warned' | 'complaint.claimed' | 'return.expiring') =>
  clock.database.db.select().from(events).where(eq(events.name, name))

/** A complaint about 1042-A, shipped, that staff kept to themselves; Lumen hears claims within seven days. */
async function kept(): Promise<Date | null | undefined> {
  const [lumen] = await clock.database.db.select().from(suppliers).where(eq(suppliers.name, 'Lumen'))
  const claim = { amount: 7, unit: 'days' as const, evidence: [] }
  await clock.database.db
    .update(agreements)
    .set({ terms: { ...LUMEN_TERMS, claim } })
    .where(eq(agreements.supplierId, lumen?.id ?? ''))
  await clock.forward('1042', 'LAMP')
  await clock.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await clock.ask('complaint.open', { order: '1042', reason: 'other', happened: 'cracked', keep: 'yes' })
  return (await clock.database.db.select().from(complaints))[0]?.claimBy
}

test.each([
  ['at the last moment is made', 0, 1],
  ['a moment later is not', 1, 0],
])('a claim that is sent %s', async (_, ms, made) => {
  just(await kept(), ms)
  await clock.ask('complaint.send', { case: 'C1', happened: 'cracked' })
  expect(await named('complaint.claimed')).toHaveLength(made)
})

test('the end of a right to claim is told at its moment, and not one moment before', async () => {
  const by = await kept()
  const hours = async () => (await named('complaint.claim_warned')).map(({ data }) => (data as { hours: number }).hours)
  just(by, -1)
  await clock.ask('complaint.sweep')
  expect(await hours()).toEqual([1])
  just(by, 0)
  for (let times = 0; times < 2; times += 1) await clock.ask('complaint.sweep')
  expect(await hours()).toEqual([1, 0])
})

test('a return takes its parcel until its last moment, and not after it', async () => {
  await clock.forward('1042', 'LAMP')
  await clock.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await clock.ask('return.open', { order: '1042', reason: 'unwanted', happened: 'x' })
  await clock.ask('return.approve', { case: 'R1', returnTo: 'Dock 4', credit: '0' })
  const by = (await clock.database.db.select().from(returns))[0]?.expiresAt
  const parcel = async () => (await clock.ask('return.parcel', { case: 'R1', number: '1Z12345E1512345676' })).text
  just(by, 1)
  expect(await parcel()).toContain('has expired')
  just(by, 0)
  expect(await parcel()).toBe('R1 is on its way back: UPS 1Z12345E1512345676.')
})

test('a snoozed case speaks at its moment, and not one moment before', async () => {
  await clock.forward('1042', 'LAMP')
  await clock.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await clock.ask('complaint.open', { order: '1042', reason: 'other', happened: 'cracked' })
  await clock.ask('case.snooze', { case: 'C1', until: '3 days' })
  const until = (await clock.database.db.select().from(cases))[0]?.snoozedUntil
  const state = async () => (await clock.database.db.select().from(cases))[0]?.snoozedUntil ?? null
  just(until, -1)
  await clock.ask('case.escalate')
  expect(await state()).toEqual(until)
  just(until, 0)
  await clock.ask('case.escalate')
  expect(await state()).toBeNull()
})

test('what is due at a moment is noticed at it, and not one moment before', async () => {
  await clock.forward('1042', 'LAMP')
  const by = (await clock.database.db.select().from(purchaseOrders))[0]?.acknowledgeBy
  const told = async () => {
    await clock.sweep()
    return (await clock.told()).map(({ rule }) => rule)
  }
  just(by, -1)
  expect(await told()).not.toContain('acknowledge')
  just(by, 0)
  expect((await told()).filter(rule => rule === 'acknowledge')).toHaveLength(1)
  expect((await told()).filter(rule => rule === 'acknowledge')).toHaveLength(1)
})
