import { z } from 'zod'
import type { Choice } from '../kernel/shapes/form.ts'
import { nearest } from '../kernel/words/nearest.ts'

/** Shopify's FulfillmentHoldReason, in people's words. */
export const HOLD_REASONS = {
  awaiting_payment: 'Awaiting payment',
  awaiting_return_items: 'Awaiting return items',
  high_risk_of_fraud: 'High risk of fraud',
  incorrect_address: 'Incorrect address',
  inventory_out_of_stock: 'Inventory out of stock',
  unknown_delivery_date: 'Unknown delivery date',
  other: 'Other',
} as const
export type HoldReason = keyof typeof HOLD_REASONS
/** Somebody holds the order in its store. People here can't choose this reason. */
export const HELD_IN_STORE = 'held_in_store' as const
/** All that an order may be held for, in people's words. */
export const ALL_HOLD_REASONS = { ...HOLD_REASONS, [HELD_IN_STORE]: 'Held in the store' } as const
export type AnyHoldReason = keyof typeof ALL_HOLD_REASONS
export const holdReasons = Object.keys(HOLD_REASONS) as [HoldReason, ...HoldReason[]]

/** A list of reasons as the choices of a form. */
export function choices(reasons: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(reasons).map(([value, label]) => ({ value, label }))
}

/** What else people say for a reason, and what the list is of, in the plural. */
type Asked<R> = { noun?: string; alike?: Readonly<Record<string, R>> }

const asHandle = (typed: string) =>
  typed
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')

/** A reason by its handle or by its words (`Out of stock` finds `inventory_out_of_stock`); refused with the nearest. */
export function reasonFrom<R extends string>(
  handles: readonly [R, ...R[]],
  words: Readonly<Record<R, string>>,
  { noun = 'reasons', alike = {} }: Asked<R> = {},
) {
  return z.string().transform((typed, context): R => {
    const wanted = asHandle(typed)
    const named = (fits: (name: string) => boolean) => handles.find(one => fits(one) || fits(asHandle(words[one])))
    const found = named(name => name === wanted) ?? named(name => name.includes(wanted) && wanted.length > 3)
    if (found) return found
    const meant = alike[wanted]
    const near = meant
      ? words[meant]
      : nearest(
          wanted.replaceAll('_', ' '),
          handles.map(handle => words[handle]),
        )
    const message = `“${typed}” isn’t one of the ${noun}. ${near ? `Did you mean “${near}”?` : `Choose one of: ${Object.values(words).join(', ')}`}`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}
