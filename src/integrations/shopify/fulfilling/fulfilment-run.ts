import type { FulfilmentSteps, OrderToFulfil, WantedParcel } from '../../../kernel/shapes/storefront.ts'
import type { Admin } from '../admin/client.ts'
import type { LinePieces } from './choose.ts'
import { gid } from './gid.ts'
import { type Held, readHeld, writeHeld } from './held.ts'
import type { Shipped } from './read-shipped.ts'
import { spaceless } from './tracking.ts'

/** An order while its store is brought up to date. */
export type FulfilmentRun = {
  admin: Admin
  /** Whether customers are mailed. */
  notify: boolean
  order: OrderToFulfil
  /** Shopify's id of the order. */
  id: string
  steps: FulfilmentSteps
  /** What counts as shipped there. */
  live: Shipped[]
  /** What is known to be held, by parcel. */
  held: Map<string, Held>
  /** What others did there, a sentence each. */
  elsewhere: string[]
}

/** What is held of the parcels that are wanted. */
export function heldNow({ held, parcels }: OrderToFulfil): Map<string, Held> {
  const wanted = new Set(parcels.map(({ id }) => id))
  return new Map(
    held.flatMap(({ id, parcels }) => parcels.filter(one => wanted.has(one)).map(one => [one, readHeld(id)])),
  )
}

/** Notes which fulfilments a parcel is in. */
export async function holds({ held, steps }: FulfilmentRun, parcel: string, now: Held): Promise<void> {
  held.set(parcel, now)
  const id = writeHeld(now)
  const parcels = [...held].filter(([, one]) => writeHeld(one) === id).map(([one]) => one)
  await steps.holds({ id, parcels })
}

/** Those that carry one of these numbers. */
export function carrying({ live }: FulfilmentRun, numbers: readonly string[]): Shipped[] {
  const wanted = new Set(numbers.map(spaceless))
  return live.filter(one => numbersOf(one).some(number => wanted.has(spaceless(number))))
}

export const numbersOf = ({ tracking }: Shipped): string[] => tracking.flatMap(({ number }) => number ?? [])

/** A parcel's pieces, by Shopify's id of the line. */
export const wantedPieces = ({ pieces }: WantedParcel): LinePieces =>
  new Map(pieces.map(({ line, quantity }) => [gid('LineItem', line), quantity]))

/** What is left of some pieces without others. */
export function without(pieces: LinePieces, others: LinePieces): Map<string, number> {
  const left = [...pieces].map(([line, quantity]) => [line, quantity - (others.get(line) ?? 0)] as const)
  return new Map(left.filter(([, quantity]) => quantity > 0))
}

export function together(all: readonly LinePieces[]): Map<string, number> {
  const sum = new Map<string, number>()
  for (const pieces of all) for (const [line, quantity] of pieces) sum.set(line, (sum.get(line) ?? 0) + quantity)
  return sum
}
