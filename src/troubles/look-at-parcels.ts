import { addHours } from 'date-fns/addHours'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { count } from '../kernel/words/text.ts'
import { orders } from '../orders/tables.ts'
import { silentCarriers } from './carrier-silence.ts'
import { decideTelling } from './decide-telling.ts'
import { type NamedParcels, readParcels, type Seen, type SeenParcel } from './read-parcels.ts'
import { saveParcelLooks } from './save-parcel-looks.ts'
import { type Changes, settleTroubles } from './settle-troubles.ts'
import { nextTroubleAt, type TroubleDue, troubleOf } from './trouble-of.ts'

/** While a carrier is silent about all its parcels, each is looked at so often, hours. */
const LOOK_AGAIN = 6

export const LookAtParcels = z.object({
  shipments: z.array(z.uuid()).default([]),
  numbers: z.array(z.string()).default([]),
})

/** Brings parcels to the trouble they are in by all that is known: it begins, goes on or ends. Says so to both sides. */
export async function lookAtParcels(verb: Verb, input: z.output<typeof LookAtParcels>): Promise<Outcome> {
  const looked = await lookAtAll(verb, input)
  return { text: `${count(looked, 'parcel')} looked at.` }
}

/** The same; answers how many parcels it were. */
export async function lookAtAll(verb: Verb, named: NamedParcels): Promise<number> {
  const { db, now } = verb
  let judged = await judge(verb, await readParcels(db, named))
  if (isChange(judged.changes)) {
    await lockOrdersOf(verb, judged.seen)
    // Somebody may have acted between our look and our lock.
    judged = await judge(verb, await readParcels(db, named))
    await decideTelling(verb, await settleTroubles(verb, judged.changes))
  }
  const looks = judged.seen.parcels.map(one => {
    const held = judged.held.has(one) ? addHours(now, LOOK_AGAIN) : null
    return [one.parcel.id, held ?? nextTroubleAt(one.facts, one.limits, now)] as const
  })
  const off = named.shipments.filter(id => !judged.seen.parcels.some(({ parcel }) => parcel.id === id))
  await saveParcelLooks(db, new Map([...off.map(id => [id, null] as const), ...looks]))
  return judged.seen.parcels.length
}

type Judged = { seen: Seen; changes: Changes; held: ReadonlySet<SeenParcel> }

/** What begins and what ends. What rests on the silence of a carrier that is silent about all is held. */
async function judge(verb: Verb, seen: Seen): Promise<Judged> {
  const found = new Map(seen.parcels.map(one => [one, troubleOf(one.facts, one.limits, verb.now)]))
  const isNew = (one: SeenParcel, due: TroubleDue | null) => due && !one.open.some(row => row.trouble === due.trouble)
  const silent = seen.parcels.filter(one => isNew(one, found.get(one) ?? null) && found.get(one)?.isSilence)
  const mute = await silentCarriers(verb, silent)
  const held = new Set(silent.filter(({ parcel }) => mute.has(parcel.carrier)))
  const judged = seen.parcels.filter(one => !held.has(one))
  const begins = judged.flatMap(one => {
    const due = found.get(one)
    return due && isNew(one, due) ? [{ ...one, due }] : []
  })
  const ends = judged.flatMap(one => {
    const now = found.get(one) ?? null
    return one.open.filter(row => row.trouble !== now?.trouble).map(row => ({ ...one, row, now }))
  })
  return { seen, held, changes: { begins, ends, gone: seen.gone } }
}

const isChange = ({ begins, ends, gone }: Changes) => begins.length + ends.length + gone.length > 0

/** As every verb locks them before it comes to a case; always in the same order. */
async function lockOrdersOf({ db }: Verb, { parcels, gone }: Seen): Promise<void> {
  const ids = [...new Set([...parcels.map(({ po }) => po.orderId), ...gone.map(({ row }) => row.orderId)])]
  await db.execute(
    sql`select ${orders.id} from ${orders} where ${among(orders.id, ids)} order by ${orders.id} for update`,
  )
}
