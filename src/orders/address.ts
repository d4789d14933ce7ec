import { nameKey, plainNumber } from '../kernel/words/plain.ts'
import { list } from '../kernel/words/text.ts'

/** Something with a number, of a store. Listed the first placed first, where one store has several of a number. */
export type Addressed = { id: string; number: string; store: string; name: string }

/** The numbers that a name may be: all of it, for a number may have an `@` of its own, and what is before the last `@`. */
export function numbersNamed(named: string): readonly string[] {
  const typed = plainNumber(named).toLowerCase()
  return [...new Set([typed, parts(typed).number])]
}

/** Which of these a person named: `1042`, `1042@hunt`, `1042@hunt/2` for the second of two that share number and store. Pure. */
export function named<A extends Addressed>(found: readonly A[], typed: string): readonly A[] {
  const whole = plainNumber(typed).toLowerCase()
  const exact = found.filter(one => one.number.toLowerCase() === whole)
  if (exact.length > 0) return exact
  const { number, store, nth } = parts(whole)
  const fitting = found.filter(
    one =>
      one.number.toLowerCase() === number &&
      (!store || [one.store, one.name].some(is => addressSlug(is) === addressSlug(store))),
  )
  if (nth === null) return fitting
  return fitting.slice(nth - 1, nth)
}

/** How each of these can be named for certain: `1042@hunt or 1042@bowls`. */
export function waysToName(found: readonly Addressed[]): string {
  const ways = found.map(one => {
    const same = found.filter(other => other.store === one.store)
    return `${one.number}@${addressSlug(one.store)}${same.length > 1 ? `/${same.indexOf(one) + 1}` : ''}`
  })
  return list(ways, 'or')
}

function parts(typed: string): { number: string; store: string | null; nth: number | null } {
  const [, address = '', nth] = /^(.*?)(?:\/(\d{1,3}))?$/.exec(typed) ?? []
  const at = address.lastIndexOf('@')
  const store = at > 0 ? address.slice(at + 1) : null
  return { number: at > 0 ? address.slice(0, at) : address, store, nth: nth ? Number(nth) : null }
}

/** A store's name without the spaces that would need quotes. */
export const addressSlug = (name: string) => nameKey(name).replaceAll(' ', '')
