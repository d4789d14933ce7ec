import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { eq, isNotNull } from 'drizzle-orm'
import { chromium } from 'playwright-core'
import { messages, outbox, rooms } from '../src/kernel/ground/tables.ts'
import { purchaseOrders } from '../src/purchase-orders/tables.ts'
import { shipments } from '../src/shipments/tables.ts'
import { suppliers } from '../src/suppliers/tables.ts'
import { incoming } from '../test/stage/incoming.ts'
import { type Visitor, visitor } from '../test/stage/portal/visitor.ts'
import { openWays } from './ways/open-ways.ts'

// 13 suppliers of 170 SKUs each who are in no chat: by e-mail over SMTP, the portal, the API and files, in turn. They are
// asked for orders of up to 60 lines, acknowledge and ship all of it, each in its way. Prints how long it took, and fails
// where anything is lost or doubled: a mail, a file, a purchase order of a list, a parcel.
// npm run bench:ways -- 1500 (--pictures FOLDER: the portal's pages on a phone)
const ORDERS = Number(process.argv[2] ?? 1_500)
const PICTURES = process.argv.includes('--pictures') ? process.argv[process.argv.indexOf('--pictures') + 1] : null
const SUPPLIERS = 13
const SKUS = 170
const WAYS = ['email', 'portal', 'api', 'files'] as const
/** Mails in a second, as the server is sent them in production; and parcels in one list. */
const MAILS_A_SECOND = 2
const MOST_ROWS = 200

const house = await openWays()
const { bot, database } = house
const { db } = database
const names = Array.from({ length: SUPPLIERS }, (_, at) => `Supplier ${String.fromCharCode(65 + at)}`)
const wayOf = (at: number) => WAYS[at % WAYS.length] ?? 'email'
const addressOf = (at: number) => `orders@supplier-${at}.example`
const took = new Map<string, number[]>()
const wrong: string[] = []
const must = (holds: boolean, what: string) => void (holds || wrong.push(what))

for (const [at, name] of names.entries()) {
  await house.ask('supplier.add', { name, zone: at % 2 ? 'Asia/Shanghai' : 'Europe/Madrid' })
  await house.ask('supplier.sku', {
    supplier: name,
    skus: Array.from({ length: SKUS }, (_, sku) => skuOf(at, sku)).join(', '),
  })
  const kind = wayOf(at)
  const what = { email: addressOf(at), portal: 'Wei', api: '', files: `folder${at}` }[kind]
  await house.ask('supplier.reach', { supplier: name, kind, what })
}

const begun = performance.now()
for (let number = 1; number <= ORDERS; number++) {
  await timed('order taken and forwarded', async () => {
    await house.ask('order.receive', incoming(String(number), linesOf(number)))
    await house.ask('order.forward', { order: String(number) })
  })
}
const entered = performance.now()
await bot.pump.idle()
const carried = performance.now()

const all = await db
  .select({ id: purchaseOrders.id, number: purchaseOrders.number, supplier: suppliers.name })
  .from(purchaseOrders)
  .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
const theirs = (at: number) =>
  all
    .filter(({ supplier }) => supplier === names[at])
    .map(({ number }) => number)
    .sort()
await eachOf('email', mailed)
await eachOf('portal', onPages)
await eachOf('api', byProgram)
await eachOf('files', byFiles)
await house.settled()
await check()
await report()
await house.close()
for (const fault of wrong.slice(0, 40)) console.error(`WRONG: ${fault}`)
process.exit(wrong.length > 0 ? 1 : 0)

function skuOf(supplier: number, sku: number): string {
  return `S${supplier}-${sku}`
}

/** One in twenty has 60 lines, most have one to five; of several suppliers where there are several lines. */
function linesOf(number: number) {
  const many = number % 20 === 0 ? 60 : 1 + (number % 5)
  return Array.from({ length: many }, (_, line) => ({
    sku: skuOf((number + (line % 4)) % SUPPLIERS, (number * 7 + line) % SKUS),
    quantity: 1 + (line % 3),
    externalId: `line-${line}`,
    title: line % 9 === 0 ? '手工陶瓷台灯 with a long name in two languages' : `Thing ${line}`,
  }))
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const done = await work()
  took.set(what, [...(took.get(what) ?? []), performance.now() - from])
  return done
}

async function eachOf(way: (typeof WAYS)[number], work: (at: number) => Promise<void>): Promise<void> {
  for (const at of names.keys()) if (wayOf(at) === way) await work(at)
}

/** A number with its own check digit (UPS), for a purchase order. */
function trackingOf(number: string): string {
  const body = `999AA1${String(all.findIndex(one => one.number === number) + 1).padStart(9, '0')}`
  const value = (letter: string) => (/\d/.test(letter) ? Number(letter) : (letter.charCodeAt(0) - 63) % 10)
  const sum = [...body].reduce((total, letter, at) => total + value(letter) * (at % 2 ? 2 : 1), 0)
  return `1Z${body}${(10 - (sum % 10)) % 10}`
}

async function acknowledge(reader: Visitor, page: string, number: string): Promise<void> {
  await timed(page, () => reader.presses('Acknowledge'))
  must(
    reader.text().includes(`${number} is acknowledged`),
    `${number} is not acknowledged: ${reader.text().slice(0, 200)}`,
  )
}

/** By the link of each mail. */
async function mailed(at: number): Promise<void> {
  const mails = house.mails.filter(({ to }) => to === addressOf(at))
  const subjects = mails.map(({ parsed }) => parsed.subject ?? '').sort()
  must(
    same(
      subjects,
      theirs(at).map(number => `Purchase order ${number}`),
    ),
    `the mails of ${names[at]} are others than its purchase orders`,
  )
  for (const { parsed } of mails) {
    const [secret = ''] = /\/s\/[\w-]{43}/.exec(parsed.text ?? '') ?? []
    const number = (parsed.subject ?? '').replace('Purchase order ', '')
    const reader = visitor()
    await timed('page: a link in a mail', () => reader.goes(house.portal.address + secret))
    await acknowledge(reader, 'press: acknowledge', number)
    await reader.presses('Add tracking')
    await timed('press: add tracking', () => reader.submits({ 'Tracking number': trackingOf(number) }))
  }
}

/** By the pages: each purchase order is opened from the list, and lists of parcels are pasted. */
async function onPages(at: number): Promise<void> {
  const wei = visitor()
  await wei.goes(await house.link(names[at] ?? ''))
  const go = (page: string, path: string) => timed(page, () => wei.goes(`${house.portal.address}/s${path}`))
  await go('page: to do', '')
  const links = new Map<string, string>()
  for (let path: string | undefined = '/orders'; path; ) {
    await go('page: purchase orders', path)
    const rows = wei.markup().matchAll(/href="[^"]*?(\/cards\/[^"?]+)"[^>]*>(?:\s|<[^>]+>)*(\d+-[A-Z])</g)
    for (const [, href = '', number = ''] of rows) links.set(number, href)
    path = /rel="next" href="[^"]*?(\/orders\?[^"]*)"/.exec(wei.markup())?.[1]?.replaceAll('&amp;', '&')
  }
  must(
    same([...links.keys()].sort(), theirs(at)),
    `the portal of ${names[at]} lists ${links.size} of ${theirs(at).length}`,
  )
  // One of the longest, before anything of it is done.
  const [, longest = ''] = [...links].find(([number]) => Number.parseInt(number, 10) % 20 === 0) ?? []
  if (PICTURES && at === 1) await pictures(await house.link(names[at] ?? ''), longest, PICTURES)
  for (const [number, href] of links) {
    await go('page: one purchase order', href)
    await acknowledge(wei, 'press: acknowledge', number)
  }
  for (let from = 0; from < theirs(at).length; from += MOST_ROWS) {
    const rows = theirs(at).slice(from, from + MOST_ROWS)
    await go('page: more', '/more')
    await wei.presses('Add many tracking numbers')
    await wei.submits({ 'A parcel a line': rows.map(number => `${number}, ${trackingOf(number)}`).join('\n') })
    await house.settled()
    await go('page: to do', '')
    await timed('press: add a list', () => wei.presses(/^Add \d+ parcels?$/))
    await timed('a list of parcels, added', house.settled)
  }
  await go('page: cases', '/cases')
  await go('page: history', '/history')
}

async function byProgram(at: number): Promise<void> {
  const key = await house.key(names[at] ?? '')
  const call = (method: string, path: string, body?: object) =>
    timed(`API: ${method} ${path.replace(/\/[^/?]*-[A-Z]\//, '/…/').replace(/\?.*/, '')}`, () =>
      house.call(key, method, path, body),
    )
  const found: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { json } = await call('GET', `/purchase-orders${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`)
    found.push(...(json.rows ?? []).map(row => row.number))
    cursor = json.next ?? null
  }
  must(same(found.sort(), theirs(at)), `the API of ${names[at]} lists ${found.length} of ${theirs(at).length}`)
  for (const number of found)
    must(
      (await call('POST', `/purchase-orders/${number}/acknowledge`, {})).status === 200,
      `${number} is not acknowledged by the API`,
    )
  for (let from = 0; from < found.length; from += MOST_ROWS) {
    const parcels = found
      .slice(from, from + MOST_ROWS)
      .map(number => ({ purchaseOrder: number, number: trackingOf(number) }))
    const { json } = await call('POST', '/parcels', { parcels })
    const added = (json.results ?? []).filter(one => one.outcome === 'added').length
    must(added === parcels.length, `${added} of ${parcels.length} parcels were added by the API`)
  }
}

async function byFiles(at: number): Promise<void> {
  const folder = `folder${at}`
  const files = (await house.folder.inFolder(`${folder}/orders`)).sort()
  must(
    same(
      files,
      theirs(at).map(number => `${number}.csv`),
    ),
    `the folder of ${names[at]} has ${files.length} files for ${theirs(at).length}`,
  )
  const rows = theirs(at).map(number => `${number},${trackingOf(number)}`)
  await house.folder.put(`${folder}/tracking/all.csv`, `${rows.join('\n')}\n`)
  for (let looks = 0; looks < 3; looks++) {
    await timed('a look into all folders', house.folder.look)
    await house.settled()
  }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  const sorted = [...other].sort()
  return one.length === sorted.length && [...one].sort().every((each, at) => each === sorted[at])
}

async function check(): Promise<void> {
  const parcels = await db.select({ po: shipments.purchaseOrderId }).from(shipments)
  must(
    parcels.length === all.length && new Set(parcels.map(({ po }) => po)).size === all.length,
    `${parcels.length} parcels of ${all.length} purchase orders`,
  )
  const shipped = await db.$count(purchaseOrders, isNotNull(purchaseOrders.shippedAt))
  must(shipped === all.length, `${shipped} of ${all.length} are shipped`)
  const ids = house.mails.map(({ parsed }) => parsed.messageId)
  must(new Set(ids).size === ids.length, 'a mail went out twice')
  const left = (await db.select({ state: outbox.state }).from(outbox)).filter(({ state }) => state !== 'sent')
  must(left.length === 0, `${left.length} messages were not sent`)
  const posted = await db
    .select({ subject: messages.subject })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(eq(messages.kind, 'purchase-order'))
  must(
    new Set(posted.map(({ subject }) => subject)).size === all.length && posted.length === all.length,
    `${posted.length} cards of ${all.length} purchase orders`,
  )
  must(house.mistakes.length === 0, `${house.mistakes.length} mistakes: ${String(house.mistakes[0])}`)
}

async function report(): Promise<void> {
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  const mails = [...names.keys()].filter(at => wayOf(at) === 'email').map(at => theirs(at).length)
  console.log(
    `${ORDERS} orders, ${all.length} purchase orders, ${SUPPLIERS} suppliers of ${SKUS} SKUs by ${WAYS.join(', ')}`,
  )
  console.log(
    `entered in ${seconds(entered - begun)} s; the last of them carried ${seconds(carried - entered)} s later`,
  )
  console.log(
    `mails for each supplier: ${mails.join(', ')}; at ${MAILS_A_SECOND} a second all take ${(house.mails.length / MAILS_A_SECOND / 60).toFixed(1)} min; here ${(house.mails.length / ((carried - begun) / 1_000)).toFixed(1)} a second`,
  )
  console.log('ms p50 p99 longest')
  for (const [what, times] of [...took].sort()) {
    const sorted = [...times].sort((a, b) => a - b)
    const at = (share: number) =>
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)
    console.log(`${what} (${times.length}): ${at(0.5)} ${at(0.99)} ${at(1)}`)
  }
}

/** What a phone shows of these pages. */
async function pictures(link: string, card: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
  await page.goto(link)
  for (const [name, path] of [
    ['to-do', ''],
    ['orders', '/orders'],
    ['one', card],
    ['more', '/more'],
    ['history', '/history'],
  ]) {
    await page.goto(`${house.portal.address}/s${path}`)
    await page.screenshot({ path: join(folder, `${name}-${randomBytes(1).toString('hex')}.png`), fullPage: false })
    const cut = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    must(cut <= 0, `${name}: ${cut} px are cut off on a phone`)
  }
  await browser.close()
}
