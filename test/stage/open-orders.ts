import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../src/kernel/ground/db.ts'

/** Not acknowledged by `acknowledgeBy` and not shipped by `shipBy`; the last is due so many seconds after the first. */
export type OpenOrders = { sentAt: Date; acknowledgeBy: Date | null; shipBy: Date; spread: number; watchedFrom: Date }

/**
 * Lays that many orders with one open purchase order of one piece each, shared among so many suppliers, in bulk: what a
 * shop has after years, without asking for each. They are numbered `P1`, `P2` and on from `first`, and watched as a verb
 * would have them.
 */
export async function layOpenOrders(db: Db, first: number, count: number, suppliers: number, open: OpenOrders) {
  const at = (date: Date | null) => (date ? sql`${date.toISOString()}::timestamptz` : sql`null::timestamptz`)
  const series = sql`generate_series(${first}::int, ${first + count - 1}::int) as n`
  // What a thing of that number is called: the same each time, and of a version that is one (RFC 9562, 8).
  const id = (name: SQL) => sql`overlay(overlay(md5(${name}) placing '8' from 13) placing '8' from 17)::uuid`
  const named = (kind: string) => id(sql`${kind} || n`)
  const later = sql`make_interval(secs => (n - ${first}::int) * ${open.spread / count}::float)`
  await db.execute(sql`
    insert into suppliers (id, name, zone, ship_hours, added_at)
    select ${named('supplier')}, 'Supplier ' || n, 'Asia/Shanghai', 48, ${at(open.sentAt)}
    from generate_series(0, ${suppliers - 1}::int) as n on conflict do nothing`)
  await db.execute(sql`
    insert into stores (id, key, name, kind, added_at)
    select ${named('store')}, 'store', 'Store', 'csv', ${at(open.sentAt)} from generate_series(0, 0) as n on conflict do nothing`)
  await db.execute(sql`
    insert into orders (id, store_id, external_id, number, placed_at, updated_at, received_at, currency, total_minor, forwarded_at)
    select ${named('order')}, ${id(sql`'store0'`)}, 'x' || n, 'P' || n, ${at(open.sentAt)}, ${at(open.sentAt)}, ${at(open.sentAt)}, 'EUR', 100, ${at(open.sentAt)}
    from ${series}`)
  await db.execute(sql`
    insert into purchase_orders (id, order_id, supplier_id, number, drafted_at, sent_at, acknowledge_by, ship_by)
    select ${named('po')}, ${named('order')}, ${id(sql`'supplier' || n % ${suppliers}::int`)}, 'P' || n || '-A', ${at(open.sentAt)}, ${at(open.sentAt)},
      ${at(open.acknowledgeBy)} + ${later}, ${at(open.shipBy)} + ${later}
    from ${series}`)
  // Of a purchase order without a wanted piece nothing is late.
  await db.execute(sql`
    insert into order_lines (id, order_id, external_id, position, sku, title, ordered, quantity, price_minor, requires_shipping)
    select ${named('line')}, ${named('order')}, 'x' || n, 0, 'LAMP', 'Lamp', 1, 1, 100, true from ${series}`)
  await db.execute(sql`
    insert into purchase_order_lines (purchase_order_id, order_line_id, position, sku, title, asked, quantity)
    select ${named('po')}, ${named('line')}, 0, 'LAMP', 'Lamp', 1, 1 from ${series}`)
  await db.execute(sql`
    insert into next_looks (purchase_order_id, next_at) select ${named('po')}, ${at(open.watchedFrom)} + ${later} from ${series}`)
}
