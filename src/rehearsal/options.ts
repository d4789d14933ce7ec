import { parseArgs } from 'node:util'
import { Refusal } from '../kernel/words/refusal.ts'
import { type Allowance, readAllowance } from '../suppliers/allowance.ts'
import type { Calendar } from '../suppliers/calendar.ts'
import { readClosures } from '../suppliers/closures.ts'
import { readHours } from '../suppliers/hours.ts'
import { Zone } from '../suppliers/zone.ts'
import type { SlashDates } from './reading/moment.ts'

export const USAGE = `npm run rehearse -- <folder or csv> [options]

  --ship "2 working days"      how long suppliers had, where the file gives no ship-by
  --acknowledge "24 hours"     how long they had to say yes, where the file tells when they did
  --scan "48 hours"            how long until the carrier’s first scan, where the file tells it
  --hours "Mon-Fri 9-18"       when suppliers work; without it, always
  --closed "2026-12-24 to 2027-01-02"
  --zone Asia/Shanghai         their time zone, and that of dates without one; without it, UTC
  --dates "day first"          what 3/4/2026 means: day first, or month first
  --report out.html            where the report goes; without it, next to the file

The file is Shopify’s order export, Olist’s folder, or a CSV with columns such as
Order, Supplier, Placed, Ship by, Shipped, Delivered, Cancelled.
`

export type Options = {
  path: string
  calendar: Calendar
  ship: Allowance | null
  acknowledge: Allowance
  scan: Allowance
  slashes: SlashDates
  report: string | null
}

const options = {
  ship: { type: 'string' },
  acknowledge: { type: 'string', default: '24 hours' },
  scan: { type: 'string', default: '48 hours' },
  hours: { type: 'string', default: 'always' },
  closed: { type: 'string', default: 'none' },
  zone: { type: 'string', default: 'UTC' },
  dates: { type: 'string' },
  report: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Reads what was typed after `npm run rehearse --`; null when help was asked for.
 * @throws Refusal for what cannot be understood
 */
export function readOptions(words: readonly string[]): Options | null {
  const { values, positionals } = parse(words)
  if (values.help) return null
  const [path, ...more] = positionals
  if (!path) throw new Refusal('Name a file or a folder: npm run rehearse -- orders.csv. For all options: --help.')
  if (more.length > 0) throw new Refusal(`Name one file or folder; “${more[0]}” is one too many.`)
  return {
    path,
    calendar: { zone: readZone(values.zone), ...readHours(values.hours), closed: readClosures(values.closed) },
    ship: values.ship === undefined ? null : readAllowance(values.ship),
    acknowledge: readAllowance(values.acknowledge),
    scan: readAllowance(values.scan),
    slashes: readSlashes(values.dates),
    report: values.report ?? null,
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(`${error.message.split('. ')[0]}. For all options: --help.`)
    throw error
  }
}

function readZone(typed: string): string {
  const { data, error } = Zone.safeParse(typed)
  if (data === undefined) throw new Refusal(error?.issues[0]?.message ?? `I don’t know the zone “${typed}”.`)
  return data
}

function readSlashes(typed: string | undefined): SlashDates {
  if (typed === undefined) return null
  const meant = typed
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/, ' ')
  if (meant === 'day first' || meant === 'month first') return meant
  throw new Refusal(`“${typed}” doesn’t say what 3/4/2026 means. Write --dates "day first" or --dates "month first".`)
}
