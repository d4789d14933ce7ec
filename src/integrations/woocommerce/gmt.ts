import { z } from 'zod'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'

const Moment = z.iso.datetime({ offset: true, local: true })

/** A time of a `…_gmt` field: WooCommerce writes UTC without saying so. @throws Refusal for what isn't a time. */
export function readGmt(written: string): Date {
  if (!Moment.safeParse(written).success) throw new Refusal(`“${cut(written, 40)}” isn’t a date and time.`)
  return new Date(/(Z|[+-]\d\d:\d\d)$/.test(written) ? written : `${written}Z`)
}

/** The site's UTC offset, `-03:00`, between its own time and the same in UTC; null where either lacks. */
export function offsetBetween(local: string | null, gmt: string | null): string | null {
  if (!local || !gmt) return null
  const minutes = (Date.parse(`${local}Z`) - Date.parse(`${gmt}Z`)) / 60_000
  if (!Number.isInteger(minutes) || Math.abs(minutes) > 14 * 60) return null
  const two = (number: number) => String(number).padStart(2, '0')
  const ahead = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
}

/** A time as WooCommerce's REST API takes it with `dates_are_gmt=true`: whole seconds, without a zone. */
export function writeGmt(at: Date): string {
  return at.toISOString().slice(0, 19)
}
