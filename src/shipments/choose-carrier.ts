import { z } from 'zod'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type Carrier, carriers, findCarrier, type Recognition } from './carriers.ts'
import { bareNumber, MOST_TEXT } from './tracking-number.ts'

/** A carrier we know nothing of, named by hand. */
export const OTHER = 'other'

/** A tracking number as typed, for `readNumber`: never cut short, as half a number finds no parcel. */
export const TrackingNumber = z
  .string()
  .trim()
  .refine(typed => bareNumber(typed) !== '', 'write it as on the label')
  .refine(typed => typed.length <= MOST_TEXT, `longer than ${MOST_TEXT} characters; write the number alone`)

export type Chosen = { carrier: Carrier } | { ask: readonly Carrier[] }

/**
 * Whose parcel it is: what the person named, else what the number proves. All else is asked about, the supplier's usual
 * carrier first: a guess is never recorded. Pure.
 * @param usual whom the supplier used last for numbers of this shape
 * @throws Refusal on `number` when its check digit fails, on `carrier` when nothing fits and none was named.
 */
export function chooseCarrier(
  recognised: Recognition,
  named: string | undefined,
  usual: Carrier | null = null,
): Chosen {
  if (named) return { carrier: namedCarrier(named, recognised) }
  if (recognised.verdict === 'invalid') throw new Refusal(recognised.why, 'number')
  const [first] = recognised.candidates
  if (first && recognised.verdict === 'certain') return { carrier: first.carrier }
  const others = recognised.candidates.map(one => one.carrier).filter(({ code }) => code !== usual?.code)
  const ask = usual ? [usual, ...others] : others
  if (ask.length === 0) throw new Refusal(`${recognised.why} Check it, or name the carrier as well.`, 'carrier')
  return { ask }
}

/** A carrier as it is named again, by `carrier`. */
export function nameAgain({ code, name }: Carrier): string {
  return code === OTHER ? `other: ${name}` : code
}

function namedCarrier(named: string, recognised: Recognition): Carrier {
  const carrier = findCarrier(named)
  if (carrier) {
    const fits = recognised.candidates.some(one => one.carrier.code === carrier.code)
    if (recognised.verdict === 'invalid' && !fits)
      throw new Refusal(`${recognised.why} Or name the carrier as “other: ${carrier.name}”.`, 'number')
    return carrier
  }
  const free = /^other:?\s*/i.exec(named)
  const near = free
    ? null
    : nearest(
        named,
        carriers.map(({ name }) => name),
      )
  if (near)
    throw new Refusal(
      `I don’t know a carrier “${named}”. Did you mean ${near}? If not, write “other: ${named}”.`,
      'carrier',
    )
  return { code: OTHER, name: named.slice(free?.[0].length ?? 0).trim() || 'Other carrier' }
}
