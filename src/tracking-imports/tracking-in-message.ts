import type { Opening } from '../kernel/hearing/from-message.ts'
import { MOST_ATTACHED } from '../kernel/shapes/card.ts'
import type { Attachment } from '../kernel/shapes/thread-message.ts'
import { textCells } from '../kernel/sheets/text-cells.ts'
import { notRefused, orRefusal } from '../kernel/words/refusal.ts'
import { numbersIn } from '../shipments/carriers.ts'
import { readTrackingRows } from './read-rows.ts'

type Message = {
  text: string
  attachments: readonly Attachment[]
  /** The purchase order under whose card it was written, by id. */
  purchaseOrder?: string | undefined
}

/** What every chat shows of a long field; a longer text goes along unseen. */
const MOST_SHOWN = 2_500
const SHEET = /\.(?:csv|tsv|txt|xlsx|xlsm)$/i

/**
 * The form that *Add tracking* on a message opens. One parcel is added with the purchase order that is named next to its
 * number, else the one whose card it was written under; several, or a spreadsheet, are all shown before any is added. Pure.
 */
export function trackingInMessage({ text, attachments, purchaseOrder }: Message): Opening & { command: string } {
  const files = attachments.filter(({ name }) => SHEET.test(name)).slice(0, MOST_ATTACHED)
  const rows = notRefused([orRefusal(() => readTrackingRows(textCells(text)))]).flat()
  const named = rows.filter(row => row.purchaseOrder && row.number)
  const numbers = numbersIn(text)
  const under = purchaseOrder !== undefined && { purchaseOrder }
  if (files.length > 0 || named.length > 1)
    return many(named.length > 0 ? text : numbers.join('\n'), under || {}, files)
  if (named.length === 0 && under && numbers.length > 1) return many(numbers.join('\n'), under, [])
  const [one] = named
  const known = {
    ...under,
    ...(one && { purchaseOrder: one.purchaseOrder }),
    ...(numbers[0] && { number: numbers[0] }),
  }
  const asks = [...(under && !one ? [] : ['purchaseOrder']), 'number', 'carrier', 'lines']
  return { command: 'tracking.add', known, asks, prefilledFiles: {} }
}

function many(rows: string, under: { purchaseOrder?: string }, files: readonly Attachment[]) {
  return {
    command: 'tracking.import',
    known: { ...under, ...(rows && { rows }) },
    asks: [...(rows.length > MOST_SHOWN ? [] : ['rows']), 'files', 'carrier'],
    prefilledFiles: files.length > 0 ? { files } : {},
  }
}
