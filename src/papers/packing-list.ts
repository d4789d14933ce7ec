import { DAY_SHAPE, format, MINUTE_SHAPE, place } from '../kernel/words/zoned.ts'
import type { LineView, OrderView, PurchaseOrderView } from '../order-desk/order-view.ts'
import { parcelWords } from '../order-desk/reply-words.ts'
import { destination } from '../order-desk/words.ts'
import { noteWords } from '../purchase-orders/note-words.ts'
import { purchaseOrderStateWords } from '../purchase-orders/words.ts'
import type { Terms } from '../suppliers/terms.ts'
import { termsInWords } from '../suppliers/terms-in-words.ts'
import type { Paper } from './paper.ts'

/** What a program reads of a line of a packing list. */
export const PACKING_HEADS = ['purchase_order', 'sku', 'title', 'options', 'asked', 'shipped', 'to_pack'] as const

/**
 * All lines of a purchase order with what is left to pack, and what was agreed about packing. Of the customer it has city
 * and country, as the card does: papers lie about. Pure.
 */
export function packingList(order: OrderView, view: PurchaseOrderView, terms: Terms, now: Date): Paper {
  const { po, supplier, lines, parcels } = view
  const { zone } = supplier
  const day = (at: Date) => format(at, DAY_SHAPE, zone) ?? ''
  const pieces = lines.reduce((sum, line) => sum + toPack(line), 0)
  return {
    kind: 'Packing list',
    title: po.number,
    about: `${supplier.name} for ${order.store.name}: ${pieces} to pack. ${purchaseOrderStateWords(view)}.`,
    facts: [
      ['Destination', destination(order)],
      ...(po.method ? [['Method', po.method] as const] : []),
      ...(po.shipBy ? [['Ship by', `${day(po.shipBy)}, ${place(zone)}`] as const] : []),
      ...parcels.map(parcel => ['Parcel', parcelWords(parcel)] as const),
    ],
    tables: [
      {
        title: 'Lines',
        heads: ['Item', 'SKU', 'Asked', 'Shipped', 'To pack'],
        rows: lines.map(view => [
          [view.line.title, view.line.options].filter(Boolean).join('\n'),
          view.line.sku ?? '',
          ...[view.asked, view.shipped, toPack(view)].map(String),
        ]),
      },
    ],
    texts: [
      ...noteWords(po).map(words => ({ title: 'Note', words })),
      ...(supplier.instructions ? [{ title: 'Standing instructions', words: supplier.instructions }] : []),
      ...agreed(terms),
    ],
    foot: `Made ${format(now, MINUTE_SHAPE, zone)}, ${place(zone)}. The full address is not on it: press Ship-to on ${po.number}.`,
  }
}

/** The same lines for a program, a row each. Pure. */
export function packingRows({ po, lines }: PurchaseOrderView): readonly (readonly (string | number)[])[] {
  return lines.map(view => {
    const { sku, title, options } = view.line
    return [po.number, sku ?? '', title, options ?? '', view.asked, view.shipped, toPack(view)]
  })
}

const toPack = ({ asked, shipped }: LineView) => Math.max(0, asked - shipped)

/** What was agreed about packing and shipping; claims and returns are nothing to a packer. */
function agreed(terms: Terms): Paper['texts'] {
  const words = termsInWords(terms)
    .filter(({ label }) => label === 'Handling' || label.startsWith('Ship '))
    .filter(({ value }) => value !== 'nothing')
    .map(({ label, value }) => `${label}: ${value}`)
  return words.length > 0 ? [{ title: 'Agreed', words: words.join('\n') }] : []
}
