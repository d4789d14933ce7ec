import { getTracking, type TrackingCourier } from 'ts-tracking-number'
import { checkCharacter } from './check-character.ts'
import { type Courier, couriers, type Format } from './couriers.ts'
import { postOf } from './postal-operators.ts'

/** A carrier whose form a number has. `unique`: no other carrier is known to use the form. */
export type Fit = {
  code: string
  check: 'verified' | 'none' | 'failed'
  unique: boolean
  outranks: readonly string[]
}

type Reader = { format: Format; shape: RegExp; form: TrackingCourier; checked: TrackingCourier }

// The library's formats without a check digit that nobody else uses; it has no mark of its own for them.
const uniqueInLibrary = new Set(['Amazon Logistics', 'DHL Express (Piece ID)'])

const readers = couriers.flatMap(courier => courier.tracking_numbers.map(format => readerOf(courier, format)))

/** The carriers whose form the number has, each once with its best reading, in the order of `couriers`. */
export function fitsOf(number: string): Fit[] {
  const best = new Map<string, Fit>()
  for (const reader of readers) {
    const fit = read(reader, number)
    const known = fit && best.get(fit.code)
    if (fit && (!known || strength(fit) > strength(known))) best.set(fit.code, fit)
  }
  return [...best.values()]
}

/** 3 check digit verified, 2 form unique, 1 form fits, 0 check digit wrong. */
export function strength(fit: Fit): number {
  if (fit.check === 'failed') return 0
  if (fit.check === 'verified') return 3
  return fit.unique ? 2 : 1
}

function readerOf(courier: Courier, format: Format): Reader {
  const { checksum: _, ...validation } = format.validation
  return {
    format,
    // The library rebuilds its expressions on every call: this one is tried first, and nearly always the last.
    shape: new RegExp(`^(?:${[format.regex].flat().join('')})$`),
    form: { ...courier, tracking_numbers: [{ ...format, validation }] },
    checked: { ...courier, tracking_numbers: [format] },
  }
}

function read({ format, shape, form, checked }: Reader, number: string): Fit | null {
  if (!shape.test(number) || !getTracking(number, [form])) return null
  const code = form.courier_code === 's10' ? postOf(number.slice(-2)) : form.courier_code
  if (!code) return null
  const unique = format.unique ?? uniqueInLibrary.has(format.name)
  return { code, check: check(format, number, checked), unique, outranks: format.outranks ?? [] }
}

function check(format: Format, number: string, checked: TrackingCourier): Fit['check'] {
  const { checksum } = format.validation
  if (!checksum) return 'none'
  // The library passes a checksum it does not know, so DPD's is ours.
  const right =
    checksum.name === 'mod_37_36'
      ? number.endsWith(checkCharacter(number.slice(0, -1)))
      : getTracking(number, [checked]) !== undefined
  return right ? 'verified' : 'failed'
}
