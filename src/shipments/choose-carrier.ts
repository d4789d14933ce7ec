import { z } from 'zod'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { cut } from '../kernel/words/text.ts'
import { type Carrier, carriers, findCarrier, type Recognition } from './carriers.ts'
import { bareNumber, LONGEST_NUMBER } from './tracking-number.ts'

/** A carrier we know nothing of, named by hand. */
export const OTHER = 'other'

/** A tracking number as typed: any spelling, but never cut short, as half a number finds no parcel. */
export const TrackingNumber = z
  .string()
  .trim()
  .refine(typed => bareNumber(typed) !== '', 'write it as on the label')
  .refine(
    typed => bareNumber(typed).length <= LONGEST_NUMBER,
    `longer than ${LONGEST_NUMBER} characters; write one number at a time`,
  )

export type Chosen = { carrier: Carrier } | { ask: readonly Carrier[] }

/**
 * Whose parcel it is: what the person named, else what the number says; several that fit are asked about. Pure.
 * @throws Refusal on `number` when its check digit fails, on `carrier` when nothing fits and none was named.
 */
export function chooseCarrier(recognised: Recognition, named: string | undefined): Chosen {
  if (named) return { carrier: namedCarrier(named, recognised) }
  if (recognised.verdict === 'invalid') throw new Refusal(recognised.why, 'number')
  const [first, ...rest] = recognised.candidates
  if (!first) throw new Refusal(`${recognised.why} Check it, or name the carrier as well.`, 'carrier')
  return rest.length > 0 && recognised.verdict === 'ambiguous'
    ? { ask: recognised.candidates.map(one => one.carrier) }
    : { carrier: first.carrier }
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
    throw new Refusal(`I know no carrier “${named}”. Did you mean ${near}? If not, write “other: ${named}”.`, 'carrier')
  return { code: OTHER, name: cut(named.slice(free?.[0].length ?? 0).trim() || 'Other carrier', 60) }
}
