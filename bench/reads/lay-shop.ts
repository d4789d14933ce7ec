import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../src/kernel/ground/db.ts'
import { defaultTerms } from '../../src/suppliers/terms.ts'

export const NOW = new Date('2026-11-23T12:00:00Z')
export const SUPPLIERS = 50
const SKUS_EACH = 44
const SKUS = SUPPLIERS * SKUS_EACH
/** The first order's number, less one: what people write are numbers of six digits. */
export const BEFORE = 100_000

/**
 * What is open, the same in a shop of any size, told by how many orders came after (`age`): so much is not forwarded, on
 * hold, cancelled, not acknowledged, acknowledged, late, declined. All older orders are delivered.
 */
export const OPEN = { new: 300, held: 20, cancelled: 10, sent: 100, acknowledged: 100, late: 40, declined: 30 } as const
export type Stage = keyof typeof OPEN
/** Of them: without a supplier, near their time to acknowledge, with an owner, snoozed; and cases beside. */
export const AMONG = { loose: 30, near: 10, owned: 20, snoozed: 5, complaints: 10, changes: 5 } as const

/** Where a stage begins, as an age. */
export function beginsAt(stage: Stage): number {
  const stages = Object.entries(OPEN)
  return stages
    .slice(
      0,
      stages.findIndex(([name]) => name === stage),
    )
    .reduce((sum, [, many]) => sum + many, 0)
}
const DELIVERED = Object.values(OPEN).reduce((sum, many) => sum + many, 0)

const at = (hours: number | SQL) => sql`(${NOW.toISOString()}::timestamptz + (${hours}) * interval '1 hour')`
const id = (kind: string) => sql`md5(${kind} || n)::uuid`
/** How many hours ago an order came in: the open ones in the last two days, the others before. */
const came = sql`case when age < ${DELIVERED} then -age * 0.05 else -48 - age * 0.2 end`
const during = (stage: Stage) => sql`(age >= ${beginsAt(stage)} and age < ${beginsAt(stage) + OPEN[stage]})`
const sentOnes = sql`(age >= ${beginsAt('sent')})`
const inStage = (stage: Stage) => sql`age - ${beginsAt(stage)}`
/** A delivered order that is as old as any. */
export const old = (orders: number) => BEFORE + Math.floor(orders / 10)

const numbered = (orders: number, from: number, to: number) =>
  sql`(select n, ${orders} - n as age from generate_series(${from}::int, ${to}::int) as n) as x`
const PART = 10_000
const parts = (orders: number) =>
  Array.from({ length: Math.ceil(orders / PART) }, (_, at) =>
    numbered(orders, at * PART + 1, Math.min(orders, (at + 1) * PART)),
  )

/** Lays a shop of that many orders with two lines each, in bulk: what a shop has after years, without asking for each. */
export async function layShop(db: Db, orders: number): Promise<void> {
  const all = numbered(orders, 1, orders)
  await db.execute(sql`
    insert into suppliers (id, name, zone, ship_hours, added_at)
    select ${id('supplier')}, 'Supplier ' || n, 'Asia/Shanghai', 48, ${at(-9000)} from generate_series(0, ${SUPPLIERS - 1}::int) n`)
  await db.execute(sql`
    insert into supplier_skus (sku_key, sku, supplier_id, listed_at)
    select 'sku-' || n, 'SKU-' || n, md5('supplier' || n / ${SKUS_EACH}::int)::uuid, ${at(-9000)} from generate_series(0, ${SKUS - 1}::int) n`)
  await db.execute(sql`
    insert into supplier_skus (sku_key, sku, supplier_id, listed_at)
    select 'own-' || n || '-*', 'OWN-' || n || '-*', ${id('supplier')}, ${at(-9000)} from generate_series(0, 9) n`)
  await db.execute(sql`
    insert into agreements (supplier_id, version, terms, proposed_at, proposed_by, accepted_at)
    select ${id('supplier')}, 1, ${sql.raw(`'${TERMS}'::jsonb`)}, ${at(-9000)}, 'Sam', ${at(-9000)} from generate_series(0, 9) n`)
  await db.execute(sql`
    insert into contacts (supplier_id, chat, "user", name, added_at)
    select ${id('supplier')}, 'memory', 'contact' || n, 'Contact ' || n, ${at(-9000)} from generate_series(0, ${SUPPLIERS - 2}::int) n`)
  await db.execute(sql`
    insert into stores (id, key, name, kind, added_at)
    select ${id('store')}, 'store' || n, 'Store ' || n, 'csv', ${at(-9000)} from generate_series(0, 2) n`)
  await db.execute(sql`
    insert into orders (id, store_id, external_id, number, placed_at, updated_at, received_at, currency, total_minor, paid_minor,
      held_at, hold_reason, held_by, cancelled_at, forwarded_at)
    select ${id('order')}, md5('store' || n % 3)::uuid, 'x' || n, (${BEFORE} + n)::text, ${at(came)}, ${at(came)}, ${at(came)}, 'EUR', 100, 100,
      case when ${during('held')} then ${at(came)} end, case when ${during('held')} then 'other' end, case when ${during('held')} then 'Sam' end,
      case when ${during('cancelled')} then ${at(came)} end, case when ${sentOnes} then ${at(came)} end
    from ${all}`)
  await db.execute(sql`
    insert into order_lines (id, order_id, external_id, position, sku, title, ordered, quantity, price_minor, paid_minor, requires_shipping)
    select md5('line' || n || '/' || part)::uuid, ${id('order')}, 'x' || part, part,
      case when age < ${AMONG.loose} and part = 0 then 'NOBODY-' || n else 'SKU-' || (n * 7) % ${SKUS} end,
      'Thing ' || (n * 7) % ${SKUS} || case when part = 0 then ' of oak' else ' of clay' end, 1, 1, 50, 50, true
    from ${all}, generate_series(0, 1) part`)
  await db.execute(sql`
    insert into ship_tos (order_id, name, company, street, city, postal_code, country, email)
    select ${id('order')}, (array['Zoë','Anna','Jürgen','María','Chloé','Piotr','Ingrid','Tomás'])[1 + n % 8] || ' '
      || (array['Müller','Lindqvist','García','Núñez','Kowalski','Dubois','Smith'])[1 + n % 7] || ' ' || md5(n::text),
      null, 'Long Street ' || n, (array['Berlin','Köln','Málaga','Wrocław','Lyon'])[1 + n % 5], '12345', 'DE', 'c' || n || '@example.com'
    from ${all}`)
  await db.execute(sql`
    insert into purchase_orders (id, order_id, supplier_id, number, drafted_at, sent_at, acknowledge_by, ship_by, acknowledged_at,
      partly_shipped_at, shipped_at, delivered_at, declined_at, declined_by)
    select ${id('po')}, ${id('order')}, md5('supplier' || ((n * 7) % ${SKUS}) / ${SKUS_EACH}::int)::uuid, (${BEFORE} + n) || '-A', ${at(came)}, ${at(came)},
      case when ${during('sent')} and ${inStage('sent')} < ${AMONG.near} then ${at(2)} else ${at(sql`${came} + 48`)} end,
      case when ${during('late')} then ${at(sql`-1 - age * 0.01`)} else ${at(sql`${came} + 96`)} end,
      case when age >= ${beginsAt('acknowledged')} and not ${during('declined')} then ${at(sql`${came} + 1`)} end,
      case when age >= ${DELIVERED} then ${at(sql`${came} + 24`)} end, case when age >= ${DELIVERED} then ${at(sql`${came} + 24`)} end,
      case when age >= ${DELIVERED} then ${at(sql`${came} + 40`)} end,
      case when ${during('declined')} then ${at(came)} end, case when ${during('declined')} then 'Mei' end
    from ${all} where ${sentOnes}`)
  // Their triggers count: in parts, for no statement may take longer than half a minute.
  for (const part of parts(orders))
    await db.execute(sql`
      insert into purchase_order_lines (purchase_order_id, order_line_id, position, sku, title, asked, quantity)
      select ${id('po')}, l.id, l.position, l.sku, l.title, 1, 1
      from ${part} join order_lines l on l.order_id = ${id('order')} where ${sentOnes}`)
  await db.execute(sql`
    insert into shipments (id, purchase_order_id, carrier, carrier_name, number, recorded_at, recorded_by, scanned_at)
    select ${id('parcel')}, ${id('po')}, 'other', 'Post', 'TRK' || lpad(n::text, 9, '0') || 'DE', ${at(sql`${came} + 24`)}, 'Mei', ${at(sql`${came} + 30`)}
    from ${all} where age >= ${DELIVERED}`)
  for (const part of parts(orders))
    await db.execute(sql`
      insert into shipment_lines (shipment_id, order_line_id, quantity)
      select ${id('parcel')}, md5('line' || n || '/' || part)::uuid, 1 from ${part}, generate_series(0, 1) part where age >= ${DELIVERED}`)
  await db.execute(sql`
    insert into removed_shipments (id, purchase_order_id, carrier, carrier_name, number, recorded_at, recorded_by, pieces, removed_at, removed_by)
    select ${id('removed')}, ${id('po')}, 'other', 'Post', 'OFF' || lpad(n::text, 9, '0') || 'DE', ${at(came)}, 'Mei', '{}', ${at(came)}, 'Mei'
    from ${all} where age >= ${DELIVERED} and n % 50 = 1`)
  await db.execute(sql`
    insert into events (name, about, at, actor, data)
    select name, about, ${at(came)}, '{"side":"staff","name":"Sam"}', data::jsonb from ${all}, lateral (values
      ('order.noted', ${id('order')}::text, '{"note":"One."}'), ('order.noted', ${id('order')}::text, '{"note":"Two."}'),
      ('order.noted', ${id('order')}::text, '{"note":"Three."}')) as told(name, about, data)`)
  await layCases(db, all)
  await db.execute(sql`
    insert into next_looks (purchase_order_id, next_at)
    select id, least(acknowledge_by, ship_by) from purchase_orders where sent_at is not null and shipped_at is null and declined_at is null
      and ship_by > ${at(0)}`)
  await db.execute(sql`vacuum analyze`)
}

async function layCases(db: Db, all: SQL): Promise<void> {
  const insert = sql`insert into cases (id, kind, number, order_id, purchase_order_id, supplier_id, opened_at, opened_by, waiting_for,
    owner_chat, owner_user, owner_name, next_at, snoozed_until, closed_at, closed_by)`
  const of = (kind: string, prefix: string, where: SQL, rest: SQL) => sql`${insert}
    select ${id(kind)}, ${kind}, ${prefix} || n, ${id('order')}, ${id('po')}, md5('supplier' || ((n * 7) % ${SKUS}) / ${SKUS_EACH}::int)::uuid, ${at(came)}, 'Waybill', 'supplier', ${rest}
    from ${all} where ${where}`
  const none = sql`null, null, null`
  const sam = (when: SQL) =>
    sql`case when ${when} then 'memory' end, case when ${when} then 'sam' end, case when ${when} then 'Sam' end`
  const snoozed = sql`case when ${inStage('late')} < ${AMONG.snoozed} then ${at(48)} end`
  await db.execute(
    of(
      'late',
      'L',
      during('late'),
      sql`${sam(sql`${inStage('late')} < ${AMONG.owned}`)}, ${at(5)}, ${snoozed}, null, null`,
    ),
  )
  await db.execute(sql`
    insert into notices (purchase_order_id, supplier_id, rule, due_at, noticed_at, case_id)
    select p.id, p.supplier_id, 'ship', p.ship_by, p.ship_by, c.id from cases c join purchase_orders p on p.id = c.purchase_order_id where c.kind = 'late'`)
  const recent = sql`age >= ${DELIVERED} and age < ${DELIVERED + AMONG.complaints}`
  await db.execute(of('complaint', 'C', recent, sql`${none}, ${at(5)}, null, null, null`))
  const over = sql`age >= ${DELIVERED + AMONG.complaints} and n % 25 = 0`
  await db.execute(of('complaint', 'C', over, sql`${none}, null, null, ${at(came)}, 'Sam'`))
  await db.execute(
    of(
      'change',
      'X',
      sql`${during('acknowledged')} and ${inStage('acknowledged')} < ${AMONG.changes}`,
      sql`${none}, ${at(5)}, null, null, null`,
    ),
  )
  await db.execute(sql`
    insert into complaints (case_id, order_id, reason, happened, claim_evidence)
    select id, order_id, 'damaged', 'It broke.', '[]' from cases where kind = 'complaint'`)
  await db.execute(sql`
    insert into changes (purchase_order_id, kind, what, quantities, requested_at)
    select purchase_order_id, 'cancel', 'Cancel it.', '{}', opened_at from cases where kind = 'change'`)
}

const TERMS = JSON.stringify(defaultTerms({ zone: 'Asia/Shanghai', shipHours: 72 }))
