/** How a form writes days; ISO 8601 is read in every form. `month first`: `08/14/25`. `month named`: `Aug-14-25`, `14-Aug-25`. */
export type DateStyle = 'iso' | 'month first' | 'month named'

/** One that would be read, for sentences. */
export const EXAMPLES: Readonly<Record<DateStyle, string>> = {
  iso: '2024-05-01 10:22:33 -0400',
  'month first': '05/21/24',
  'month named': 'May-21-24',
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A day of a form as ISO 8601, with whatever stands after it; what isn't of its style stays as it is. Pure. */
export function asIso(text: string, style: DateStyle): string {
  if (style === 'month first')
    return text.replace(/^(\d\d?)\/(\d\d?)\/(\d{4}|\d\d)(?!\d)/, (_, m, d, y) => iso(y, m, d))
  if (style === 'iso') return text
  const month = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
  return text
    .replace(/^([A-Za-z]{3,4})-(\d\d?)-(\d{4}|\d\d)(?!\d)/, (_, m, d, y) => iso(y, `${month(m)}`, d))
    .replace(/^(\d\d?)-([A-Za-z]{3,4})-(\d{4}|\d\d)(?!\d)/, (_, d, m, y) => iso(y, `${month(m)}`, d))
}

const iso = (year: string, month: string, day: string) =>
  [year.padStart(4, '20'), month.padStart(2, '0'), day.padStart(2, '0')].join('-')
