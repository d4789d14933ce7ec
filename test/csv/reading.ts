import { group } from '../../src/integrations/csv/group.ts'
import { readOrder } from '../../src/integrations/csv/read.ts'
import { readRows } from '../../src/integrations/csv/rows.ts'
import type { RefusedRow } from '../../src/kernel/shapes/importer.ts'
import { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { type Cells, exportOf } from './exports.ts'

/** All that a file says, as Waybill would take it. */
export async function read(
  file: Uint8Array,
  currency?: string,
): Promise<{ orders: IncomingOrder[]; refused: RefusedRow[] }> {
  const table = await readRows(file)
  const { groups, refused } = group(table)
  const readings = groups.map(one => readOrder(one, { form: table.form, store: 'Northlight', currency }))
  return {
    orders: readings.flatMap(({ order }) => (order ? [IncomingOrder.parse(order)] : [])),
    refused: [...refused, ...readings.flatMap(reading => reading.refused)],
  }
}
export const why = async (...rows: Cells[]): Promise<RefusedRow[]> => (await read(exportOf(rows))).refused
