import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { LIMITS, type LimitName, limitNames, limitsOf } from '../shipments/limits.ts'
import { parcelLimits } from '../shipments/tables.ts'
import { findStore } from '../stores/find-store.ts'

export const SetLimit = z.object({
  what: z.enum(limitNames).optional(),
  amount: z.coerce.number('write a number').int('write a whole number').min(1).optional(),
  /** Of its orders alone; else of all that have none of their own. */
  store: z.string().trim().min(1).optional(),
})

/** Shows after how long silence is trouble, or sets one of these times, for all stores or for one. */
export async function setLimit(verb: Verb, { what, amount, store }: z.infer<typeof SetLimit>): Promise<Outcome> {
  const of = store ? await findStore(verb.db, store) : null
  const key = of?.id ?? ''
  const rows = await verb.db.select().from(parcelLimits)
  const own = rows.find(one => one.store === key)?.limits ?? {}
  const before = limitsOf(rows.find(one => one.store === '')?.limits ?? {}, own)
  if (!what || amount === undefined) return shown(before, of?.name ?? null, of?.id ?? null)
  const { unit, most } = LIMITS[what]
  if (amount > most) throw new Refusal(`That is too long: at most ${count(most, unit.slice(0, -1))}.`, 'amount')
  const limits = { ...own, [what]: amount }
  await verb.db
    .insert(parcelLimits)
    .values({ store: key, limits })
    .onConflictDoUpdate({ target: parcelLimits.store, set: { limits } })
  await verb.record('parcel.limit_set', key || 'parcels', {
    name: what,
    from: before[what],
    to: amount,
    store: of?.name ?? null,
  })
  return {
    text: `${inWords(what, amount)}${of ? ` for ${of.name}` : ''}. It counts from the next look at each parcel.`,
  }
}

function shown(limits: Readonly<Record<LimitName, number>>, store: string | null, id: string | null): Outcome {
  const summary = `After how long silence is trouble${store ? ` for ${store}` : ''}.`
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: 'neutral', title: 'When a parcel is in trouble', summary },
      facts: limitNames.map(name => ({ label: LIMITS[name].label, value: amountWords(name, limits[name]) })),
      buttons: [
        {
          label: 'Change one',
          command: 'parcel.limits',
          input: id ? { store: id } : {},
          asks: ['what', 'amount'],
          style: 'primary',
        },
        ...(store
          ? []
          : [{ label: 'For one store', command: 'parcel.limits', input: {}, asks: ['store', 'what', 'amount'] }]),
      ],
    },
  }
}

const amountWords = (name: LimitName, amount: number) => count(amount, LIMITS[name].unit.slice(0, -1))
const inWords = (name: LimitName, amount: number) => `${LIMITS[name].label} ${amountWords(name, amount)}`
