import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inArray, sql } from 'drizzle-orm'
import { openHouse } from '../src/house.ts'
import { connectSlack } from '../src/integrations/slack/connect.ts'
import { startDispatcher } from '../src/kernel/carrying/dispatcher.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { messages, outbox, type Room } from '../src/kernel/ground/tables.ts'
import { trackingInMessage } from '../src/tracking-imports/tracking-in-message.ts'
import { aCard, key, put, redraw, room } from '../test/stage/kernel/small-house.ts'
import { ownDatabase } from './own-database.ts'
import type { Place, Received } from './slack-process.ts'

// How near to Slack's limit we post, a message a second in each channel, and how long a redraw waits behind what is
// posted. The fake Slack is as strict as the real one, and 80 ms away, there and back.
// npm run bench:pace -- 500        (purchase orders over five channels; on PostgreSQL when DATABASE_URL names a server)
const CHANNELS = 5
const EACH = Math.ceil(Number(process.argv[2] ?? 500) / CHANNELS)
const ONE_WAY = 40
/** Redraws are asked for while so many new cards wait in their room, no faster than Slack allows. */
const BEHIND = Math.min(40, EACH - 2)
const REDRAW_EVERY = 1_300
const MOST_RATIO = 1.03

const fake = fork(join(import.meta.dirname, 'slack-process.ts'), [String(ONE_WAY), String(CHANNELS)])
const [{ api, botToken, appToken, channels }] = (await once(fake, 'message')) as [Place]
const database = await ownDatabase()
const { db } = database
const log = openLog('silent')
const house = openHouse({ database, log, counted: () => {} })
const slack = connectSlack({
  ...{
    api,
    botToken,
    appToken,
    signingSecret: null,
    db,
    ask: house.ask,
    desk: house.desk,
    listen: database.listen,
    log,
  },
  rooms: { orders: '#orders', alerts: null, support: null },
  inbox: () => ({ receive: async () => true }),
  overview: async () => ({ headline: '', counts: [], rows: [] }),
  work: () => Promise.reject(new Error('nobody looks at a Home tab here')),
  actsIn: async () => [],
  trackingIn: trackingInMessage,
})
house.chats.set('slack', slack.chat)
const rooms = await Promise.all(channels.map(channel => room(db, channel, { chat: 'slack' })))
const pump = await startDispatcher({ database, chats: house.chats, ask: house.ask, log })

/** Stands in each room before, to be redrawn while the rest is posted. */
for (const at of rooms) await put(db, key('first', at.id), [at], purchaseOrder('first'))
await pump.idle()
await wait(1_100)

const began = Date.now()
for (let number = 1; number <= EACH; number++)
  for (const at of rooms) await put(db, key(number, at.id), [at], purchaseOrder(String(number)))
const asked: { at: number; channel: string; text: string }[] = []
for (let turn = 0; turn < 2 || Date.now() - began < (EACH - BEHIND) * 1_000; turn++) {
  const at = rooms[turn % CHANNELS] as Room
  const card = purchaseOrder('first', `Change ${turn}`)
  await redraw(db, key('first', at.id), card)
  asked.push({ at: Date.now(), channel: at.channel, text: card.summary })
  await wait(REDRAW_EVERY)
}
const ours = inArray(
  outbox.roomId,
  rooms.map(({ id }) => id),
)
while ((await db.$count(outbox, sql`${ours} and ${outbox.state} <> 'sent'`)) > 0) await wait(200)
fake.send('calls')
const [calls] = (await once(fake, 'message')) as [Received[]]

const posts = calls.filter(({ method, error }) => method === 'chat.postMessage' && error === null)
const redraws = calls.filter(({ method, error }) => method === 'chat.update' && error === null)
const took = Math.max(...posts.map(({ at }) => at)) - began
const ratio = took / ((EACH - 1) * 1_000)
const refused = calls.filter(({ error }) => error === 'ratelimited').length
const waits = asked
  .map(
    ({ at, channel, text }) => (redraws.find(one => one.channel === channel && one.text === text)?.at ?? Infinity) - at,
  )
  .toSorted((a, b) => a - b)
const share = (of: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * of))] ?? Infinity
const place = database.place.replace(/ (in|at) .*/, '')
console.log(`${EACH * CHANNELS} purchase orders over ${CHANNELS} channels, Slack ${2 * ONE_WAY} ms away, ${place}`)
console.log(`posted in ${(took / 1_000).toFixed(1)} s, ${ratio.toFixed(3)}× the limit; refused with 429: ${refused}`)
console.log(
  `${waits.length} redraws, each behind ${BEHIND} new cards or more: at Slack after ms p50 ${share(0.5)}, p99 ${share(0.99)}`,
)

for (const { channel } of rooms) {
  const shown = posts.filter(one => one.channel === channel).map(({ text }) => text)
  const wanted = ['first', ...Array.from({ length: EACH }, (_, index) => String(index + 1))]
  const summaries = wanted.map(number => purchaseOrder(number).summary)
  assert.deepEqual(shown, summaries, 'each purchase order is posted once, in order')
}
const old = await db.$count(messages, sql`${messages.shownVersion} <> ${messages.version}`)
assert.equal(old, 0, 'what stands in the rooms is as new as the board')
assert.equal(refused, 0, 'nothing is refused')
assert.ok(share(0.99) < 1_000, 'a redraw waits for no post')
assert.ok(ratio <= MOST_RATIO, `posting takes ${MOST_RATIO}× the limit at most`)
await pump.stop()
await slack.stop()
await database.close()
fake.disconnect()

function purchaseOrder(number: string, change = '') {
  return aCard({
    oneOfMany: true,
    title: `Purchase order ${number}`,
    summary: `${number}: 2 lines, 3 pieces to Portland, US. ${change}`,
    facts: [{ label: 'State', value: 'Sent, not acknowledged yet' }],
    lines: [{ text: 'Lamp', quantity: 2, detail: 'LAMP' }],
  })
}
