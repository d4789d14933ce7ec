import { join } from 'node:path'
import { Refusal } from '../../kernel/words/refusal.ts'
import { mustHave } from './columns.ts'
import { type Line, type LineReading, translate } from './line.ts'
import { type Clock, readMoment } from './moment.ts'
import { type Cells, sheetOf } from './sheet.ts'
import { openTable } from './table-file.ts'

/** The files of Olist's data set, as published. */
export const OLIST = { orders: 'olist_orders_dataset.csv', items: 'olist_order_items_dataset.csv' } as const

const ofOrders = {
  order: ['order_id'],
  status: ['order_status'],
  purchased: ['order_purchase_timestamp'],
  approved: ['order_approved_at'],
  handedOver: ['order_delivered_carrier_date'],
  delivered: ['order_delivered_customer_date'],
} as const
const ofItems = { order: ['order_id'], supplier: ['seller_id'], shipBy: ['shipping_limit_date'] } as const

/** What a file of orders says; who supplies them stands in the other. */
type Head = Omit<Line, 'supplier' | 'shipBy'>

/**
 * Olist's folder: orders in one file, their items with seller and shipping limit in another. A seller is asked when the
 * payment is approved, and has shipped when the parcel is with the carrier. When an order was cancelled is not published.
 * @throws Refusal when a file or a column is missing, or an item has no order
 */
export async function readOlist(folder: string, clock: Clock): Promise<LineReading> {
  const heads = await readHeads(join(folder, OLIST.orders), clock)
  const items = await openTable(join(folder, OLIST.items))
  mustHave(items, ofItems, ['order', 'supplier', 'shipBy'])
  const headOf = (order: string) => {
    const head = heads.get(order)
    if (!head) throw new Refusal(`There is no such order in ${OLIST.orders}.`)
    return head
  }
  return {
    what: 'Olist’s data set',
    tells: { shipBy: true, acknowledged: false, scanned: false },
    lines: translate(sheetOf(items, ofItems).rows, ({ must }) => ({
      ...must('order', headOf),
      supplier: must('supplier', text => text),
      shipBy: must('shipBy', text => readMoment(text, clock).to),
    })),
  }
}

async function readHeads(path: string, clock: Clock): Promise<ReadonlyMap<string, Head>> {
  const file = await openTable(path)
  mustHave(file, ofOrders, ['order', 'status', 'purchased', 'handedOver'])
  const heads = new Map<string, Head>()
  for await (const head of translate(sheetOf(file, ofOrders).rows, cells => readHead(cells, clock)))
    heads.set(head.order, head)
  return heads
}

function readHead({ must, may }: Cells<keyof typeof ofOrders>, clock: Clock): Head {
  const moment = (text: string) => readMoment(text, clock).from
  return {
    order: must('order', text => text),
    placedAt: may('approved', moment) ?? must('purchased', moment),
    acknowledgedAt: null,
    shippedAt: may('handedOver', moment),
    scannedAt: null,
    deliveredAt: may('delivered', moment),
    cancelledAt: may('status', text => /^(canceled|unavailable)$/.test(text)) ? 'unknown' : null,
  }
}
