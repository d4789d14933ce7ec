import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { open } from '../src/kernel/ground/open.ts'
import { KEY } from '../test/stage/outside.ts'
import { until } from '../test/stage/until.ts'
import { calm } from './chaos/calm.ts'
import { type Cast, NORTH, openCast } from './chaos/cast.ts'
import { openDice } from './chaos/dice.ts'
import { openDisk } from './chaos/disk.ts'
import { FAULTS, judge } from './chaos/judge.ts'
import { layShop, PUBLIC } from './chaos/lay-shop.ts'
import { Ledger } from './chaos/ledger.ts'
import { openLife, SCANS_SECRET } from './chaos/life.ts'
import { openLook } from './chaos/look.ts'
import { allPosted } from './chaos/posted.ts'
import { openServer } from './chaos/postgres-server.ts'
import { rage } from './chaos/storm.ts'
import { openTroubles } from './chaos/troubles.ts'
import { Slot } from './chaos/waybill-process.ts'
import { writeFigures } from './chaos/write-figures.ts'

// The storm: processes of Waybill as they are installed, between fakes of Slack, Discord, a store, a carrier and a mail
// server. People write and press all the while, and processes are killed and frozen, calls and answers get lost, chats go
// away, and the database is restarted. Fails where anything is lost, doubled, reordered, overtaken, trespassed or forgotten.
// npm run chaos -- --minutes 60 --seed 7 --on postgres|embedded [--kills 300 --messages 10000] [--write]
// Ends before its time where there were that many kills and messages.
const options = {
  minutes: { type: 'string', default: '1' },
  seed: { type: 'string' },
  on: { type: 'string', default: 'postgres' },
  write: { type: 'boolean', default: false },
  kills: { type: 'string' },
  messages: { type: 'string' },
} as const
const { minutes, on, write, seed: given, ...enough } = parseArgs({ options }).values
const seed = Number(given ?? Math.floor(Date.now() / 1_000) % 1_000_000)
console.log(`The storm over ${on}, ${minutes} min, seed ${seed}`)

const scratch = mkdtempSync(join(tmpdir(), 'waybill-storm-'))
const log = join(scratch, 'log')
// Below what systems give out by themselves.
const port = 10_000 + (process.pid % 2_400) * 4
const ledger = new Ledger()
const dice = openDice(seed)
const server = on === 'postgres' ? await openServer(port + 3) : null
const disk = server ? null : openDisk(join(scratch, 'disk'))
const folder = disk?.folder ?? join(scratch, 'data')
// However it ends, nothing of it is left running.
process.once('exit', () => {
  for (const slot of slots) slot.signal('SIGKILL')
  void server?.drop()
  disk?.close()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const cast = await openCast()
const database = { url: server?.url ?? null, folder: server ? null : folder }
const laid = await open(database)
await layShop(laid, cast)
await laid.close()

const slots = (server ? ['storm-1', 'storm-2'] : ['storm']).map(
  (name, index) => new Slot(name, port + index, environment(cast, name), log),
)
const look = server ? openLook(server.url) : null
const began = performance.now()
let ends = began + Number(minutes) * 60_000
const isOver = () => performance.now() > ends
const isEbbing = () => performance.now() > ends - Math.min(Number(minutes) * 15_000, 120_000)
const restart = server ? () => server.restart() : null
const parts = { cast, ledger, dice, slots, look, restart, fillDisk: disk?.fill ?? null, isOver }
const { troubles, started } = openTroubles(parts)
for (const slot of slots) slot.start()
for (const slot of slots) await started(slot)
const url = () => (slots.find(one => one.lives && !one.frozen) ?? slots[0])?.url ?? ''
await until(async () => {
  const line = `/supplier reach ${NORTH.name} email ${NORTH.address}`
  return (await cast.slack.sam.types(cast.slack.orders, line)).failure === null
}, 'Waybill to hear Sam')
const telling = setInterval(tell, 60_000)
const life = openLife({ cast, ledger, dice, url })
await rage({ ...parts, life, troubles, isEbbing })
const lasted = Math.round((performance.now() - began) / 6_000) / 10
clearInterval(telling)
const quiet = await calm({ ...parts, started, open: () => open(database) })
const judged = await open(database)
const verdict = await judge(judged.db, cast, ledger)
await judged.close()
report()
if (write && quiet) writeFigures(on, { seed, minutes: lasted, ledger, verdict, messages: messages() })
await look?.close()
await cast.close()
disk?.close()
const isWell = FAULTS.every(fault => verdict[fault].length === 0)
if (isWell) rmSync(scratch, { recursive: true, force: true })
else console.log(`What the processes logged is in ${log}`)
process.exit(isWell ? 0 : 1)

function environment({ slack, discord, shopify, mail }: Cast, name: string): Record<string, string> {
  const { app, apiUrl } = slack.fake
  return {
    ...(server ? { DATABASE_URL: `${server.url}?application_name=${name}` } : { DATA_DIR: folder }),
    ...{ PUBLIC_URL: PUBLIC, SECRETS_KEY: KEY, BRIDGE: 'on', CARRIER_EVENTS_SECRET: SCANS_SECRET, TZ: 'UTC' },
    ...{ SLACK_BOT_TOKEN: app.botToken, SLACK_APP_TOKEN: app.appToken, SLACK_API_URL: apiUrl },
    ...{ SLACK_ORDERS_ROOM: slack.orders.id, SLACK_SUPPORT_ROOM: slack.support.id },
    ...{ DISCORD_ORDERS_ROOM: discord.orders.id, DISCORD_SUPPORT_ROOM: discord.support.id },
    ...{ DISCORD_TOKEN: discord.fake.token, DISCORD_API_URL: discord.fake.api, SHOPIFY_API_URL: shopify.url },
    ...{ MAIL_FROM: 'Shop <orders@shop.example>', MAIL_SECRET: 's'.repeat(32) },
    ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port) },
  }
}

/** A long one says how far it is, and ends where that is enough. */
async function tell(): Promise<void> {
  const owed = (await look?.owed()) ?? '?'
  const [kills, said] = [ledger.total('killed'), messages()]
  console.log(
    `  ${kills} kills, ${said} messages, ${owed} owed after ${Math.round((performance.now() - began) / 60_000)} min`,
  )
  if (enough.kills && enough.messages && kills >= Number(enough.kills) && said >= Number(enough.messages)) ends = 0
}

function messages(): number {
  return allPosted(cast).length + ledger.words.length + cast.mail.taken.length
}

function report(): void {
  const written = [...ledger.troubles].map(([name, times]) => `${times} ${name}`).join(', ')
  console.log(`${messages().toLocaleString('en')} messages, ${ledger.orders.length} orders, ${written}`)
  const silent = ledger.silences.toSorted((a, b) => a.ms - b.ms)
  const long = silent.filter(({ ms }) => ms > 5_000)
  if (silent.length > 0)
    console.log(
      `what the killed were at stood still for at most ${silent.at(-1)?.ms} ms, ${silent.length} times in all`,
    )
  for (const { ms, of } of long) console.log(`  ${of} for ${ms} ms`)
  for (const fault of FAULTS) {
    console.log(`  ${fault}: ${verdict[fault].length}`)
    for (const one of verdict[fault].slice(0, 12)) console.log(`    ${one}`)
  }
  const logged = new Map<string, number>()
  for (const line of readFileSync(log, { encoding: 'utf8', flag: 'a+' }).split('\n')) {
    const said =
      /"level":(50|60).*"msg":"([^"]*)"/.exec(line)?.[2] ??
      (/^\s*at |^\{|^$|^\d{13} /.test(line) ? null : line.slice(0, 120))
    if (said) logged.set(said, (logged.get(said) ?? 0) + 1)
  }
  for (const [said, times] of [...logged].toSorted((a, b) => b[1] - a[1]).slice(0, 15))
    console.log(`  log: ${times} × ${said}`)
}
