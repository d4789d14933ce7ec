import type { Command } from '../kernel/asking/command.ts'
import { textCells } from '../kernel/sheets/text-cells.ts'
import { notRefused, orRefusal } from '../kernel/words/refusal.ts'
import type { AddTracking } from '../order-desk/add-tracking.ts'
import { importTracking } from './import-tracking.ts'
import { readTrackingRows } from './read-rows.ts'

/** No single number is as long as two with their purchase orders. */
const SHORTEST = 24

/**
 * *Add tracking* on any card also takes a whole list pasted in place of a number: people who may type no commands have its
 * button. It is shown row by row first, like every list.
 */
export function takingMany(add: Command<typeof AddTracking>): Command<typeof AddTracking> {
  return {
    ...add,
    run(verb, input) {
      const { number: rows, carrier } = input
      return isList(rows) ? importTracking(verb, { rows, files: [], carrier }) : add.run(verb, input)
    },
  }
}

function isList(text: string): boolean {
  if (text.length < SHORTEST) return false
  const rows = notRefused([orRefusal(() => readTrackingRows(textCells(text)))]).flat()
  return rows.filter(({ purchaseOrder, number }) => purchaseOrder && number).length > 1
}
