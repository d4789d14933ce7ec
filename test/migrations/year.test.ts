import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle as overPostgres } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import { drizzle as overPglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DatabaseSettings } from '../../src/kernel/ground/database-trouble.ts'
import type { Database } from '../../src/kernel/ground/db.ts'
import { MIGRATIONS } from '../../src/kernel/ground/migrations.ts'
import { open } from '../../src/kernel/ground/open.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { openBot, system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { said, shopChat } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'
import { FIRST_YEAR, ORDERS, WITH_CASES, WITH_LINKS, WITH_TERMS } from './a-year.ts'

const server = process.env.DATABASE_URL
const name = `waybill_year_${randomBytes(6).toString('hex')}`
let folder: string
let database: Database | undefined

/** What was kept before the migration of a number, and by then. */
const STAGES = [
  [1, FIRST_YEAR],
  [8, WITH_TERMS],
  [16, WITH_CASES],
  [37, WITH_LINKS],
] as const

/** The first migrations, as a folder of their own. */
async function firstOnes(many: number): Promise<string> {
  const journal = JSON.parse(await readFile(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'))
  const entries: { tag: string }[] = journal.entries.slice(0, many)
  const own = join(folder, `first-${many}`)
  await mkdir(join(own, 'meta'), { recursive: true })
  await writeFile(join(own, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  for (const { tag } of entries) await copyFile(join(MIGRATIONS, `${tag}.sql`), join(own, `${tag}.sql`))
  return own
}

async function onServer(statement: string): Promise<void> {
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(statement).finally(() => admin.end())
}

/** Lives the year through the versions, as somebody did who updated three times. */
async function live(): Promise<DatabaseSettings> {
  if (!server) {
    const client = new PGlite(join(folder, 'data/db'))
    for (const [many, rows] of STAGES) {
      await migratePglite(overPglite({ client }), { migrationsFolder: await firstOnes(many) })
      await client.exec(rows)
    }
    await client.close()
    return { url: null, folder: join(folder, 'data') }
  }
  await onServer(`create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const client = new pg.Client(url)
  await client.connect()
  for (const [many, rows] of STAGES) {
    await migratePostgres(overPostgres({ client }), { migrationsFolder: await firstOnes(many) })
    await client.query(rows)
  }
  await client.end()
  return { url, folder: null }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-year-'))
  await mkdir(join(folder, 'data'))
  database = await open(await live())
})
afterAll(async () => {
  await database?.close()
  if (server) await onServer(`drop database ${name} with (force)`)
  await rm(folder, { recursive: true, force: true })
})

/** The first row of what the database answers, its numbers as numbers. */
async function row(query: ReturnType<typeof sql>): Promise<Record<string, unknown>> {
  return rowsOf(await database?.db.execute(query))[0] ?? {}
}

test('a year that began with the first version is all there, and adds up as the tables are now', async () => {
  expect(
    await row(sql`select (select count(*)::int from orders) as orders, (select count(*)::int from order_lines) as lines,
      (select count(*)::int from events where name = 'order.received') as received, (select count(*)::int from ship_tos) as homes`),
  ).toEqual({ orders: ORDERS, lines: ORDERS * 1.5, received: ORDERS, homes: ORDERS })

  // What is counted on a line is what its purchase orders and parcels say.
  expect(
    await row(sql`select count(*)::int as lines, count(*) filter (where ordered <> quantity)::int as ordered,
      count(*) filter (where paid_minor <> quantity * price_minor)::int as paid,
      count(*) filter (where asked_of_suppliers <> coalesce((select sum(p.quantity) from purchase_order_lines p
        join purchase_orders o on o.id = p.purchase_order_id where p.order_line_id = order_lines.id
        and o.declined_at is null and o.cancelled_at is null), 0))::int as asked,
      count(*) filter (where in_parcels <> coalesce((select sum(s.quantity) from shipment_lines s
        where s.order_line_id = order_lines.id), 0))::int as packed from order_lines`),
  ).toEqual({ lines: ORDERS * 1.5, ordered: 0, paid: 0, asked: 0, packed: 0 })

  // A purchase order is as it was sent, and waits for an answer where nobody gave one.
  expect(
    await row(sql`select count(*) filter (where l.title <> 'Lamp' and l.title <> 'Bowl' or l.asked <> l.quantity)::int as unlike,
      count(*) filter (where (o.acknowledged_at is null) <> (l.waiting = l.quantity))::int as waiting,
      count(*) filter (where o.method is distinct from 'Standard')::int as method
      from purchase_order_lines l join purchase_orders o on o.id = l.purchase_order_id`),
  ).toEqual({ unlike: 0, waiting: 0, method: 0 })
  expect(
    await row(sql`select count(*) filter (where s.delivered_at is distinct from o.delivered_at)::int as parcels
      from shipments s join purchase_orders o on o.id = s.purchase_order_id`),
  ).toEqual({ parcels: 0 })
  expect(
    await row(sql`select sum(l.returned)::int = (select count(*)::int from cases) as returned, count(*) > 0 as some
      from purchase_order_lines l where l.returned > 0`),
  ).toEqual({ returned: true, some: true })

  // What was said in other words then.
  expect(
    await row(sql`select (select count(*)::int from ship_tos where country = 'YU') as yugoslavia,
      (select count(*)::int from ship_tos where country = 'RS') as serbia,
      (select count(*)::int from agreements where terms::text like '%YU%') as terms,
      (select count(*)::int from orders where cancelled_in_store_at is not null) as by_stores,
      (select count(*)::int from orders where cancelled_at is not null) as cancelled,
      (select count(*)::int from messages where card ? 'spoken' or not card ? 'isMessage') as cards,
      (select count(*)::int from stores where of_files) as of_files,
      (select order_page from stores where kind = 'shopify') as page`),
  ).toEqual({
    ...{ yugoslavia: 0, serbia: ORDERS / 3, terms: 0, by_stores: ORDERS / 100, cancelled: ORDERS / 50, cards: 0 },
    ...{ of_files: 1, page: 'https://lamps.myshopify.example/admin/orders/{id}' },
  })
})

test('work goes on where it was: old orders are shown, open ones acknowledged, new ones forwarded', async () => {
  if (!database) throw new Error('no database')
  const bot = await openBot(database, shopChat())
  const sam = bot.as('Sam', 'orders')
  const shown = await sam.types('/order show 1002')
  if (shown.kind !== 'shown') throw new Error(said(shown))
  expect(textOf(shown.card)).toMatch(/1002[\s\S]*Lamp/)
  const open = `${1_000 + ORDERS - 1}-A`
  expect(said(await bot.as('Mei', 'lumen').types(`/po acknowledge ${open}`))).toContain('cknowledged')
  await bot.ask('order.receive', incoming('9999', [{ sku: 'LAMP' }]), system)
  expect(said(await sam.types('/order forward 9999'))).toContain('9999')
  await bot.ask('late.sweep', {}, system)
  await bot.pump.idle()
  await bot.close()
})
