import { z } from 'zod'

/*
 * What may be absent, null or of another type in what a store sends: it becomes null, where a guess would do no harm.
 */

/** Text, trimmed, or null. NUL and lone surrogates go: no database stores them, and an order must not fail on one. */
export const text = z
  .unknown()
  .optional()
  .transform(value => (typeof value === 'string' || typeof value === 'number' ? clean(String(value)) : null))

const clean = (value: string) => value.replaceAll('\0', '').toWellFormed().trim() || null

/** Yes, no, or null where it says neither. */
export const yes = z
  .unknown()
  .optional()
  .transform(value => (value === true || value === 'true' ? true : value === false || value === 'false' ? false : null))

/** A number of pieces; strict, since a guess would ship the wrong goods. */
export const pieces = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], 'isn’t a whole number')
  .pipe(z.number().int('isn’t a whole number').nonnegative('is negative'))

/** A list, empty where there is none. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item, 'isn’t a list')
    .nullish()
    .transform(list => list ?? [])
