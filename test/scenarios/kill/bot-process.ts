import { parseArgs } from 'node:util'
import { eq } from 'drizzle-orm'
import { type Log, recordable } from '../../../src/kernel/log.ts'
import { open } from '../../../src/kernel/open.ts'
import { Refusal } from '../../../src/kernel/refusal.ts'
import { outbox } from '../../../src/kernel/tables.ts'
import { openBot, system } from '../../bot.ts'
import { incoming } from '../../incoming.ts'
import { lastingChat } from './lasting-chat.ts'

/**
 * The bot as a process of its own, to be killed: it takes orders, forwards them and has them answered, over and over, and
 * picks up where the one before it was killed. With `--last` it ends by itself once all is done and nothing is owed.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    folder: { type: 'string' },
    chat: { type: 'string' },
    /** How far its clock is ahead, ms: the leases of those killed before it have run out. */
    ahead: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    last: { type: 'boolean' },
  },
})
/** Nothing may go wrong but the kill. */
const log: Log = {
  info() {},
  debug() {},
  warn() {},
  error(caught: { err?: unknown }, text?: string) {
    process.stderr.write(`${text}: ${JSON.stringify(recordable(caught.err))}\n`)
    process.exit(1)
  },
}
const tell = (word: string, number: number) => process.stdout.write(`${word} ${number}\n`)

const chat = lastingChat(values.chat ?? '')
const database = await open({ url: values.url ?? null, folder: values.folder ?? null })
tell('in-doubt', await database.db.$count(outbox, eq(outbox.state, 'sending')))
const bot = await openBot(database, chat, log)
bot.wait(Number(values.ahead))
bot.pump.wake()
for (const [supplier, channel, skus] of [
  ['Lumen', 'lumen', 'LAMP'],
  ['Casa', 'casa', 'BOWL'],
]) {
  await mayRefuse(() => bot.ask('supplier.add', { name: supplier }, system))
  await bot.ask('supplier.room', { supplier, room: { chat: chat.name, id: channel, name: channel } }, system)
  await bot.ask('supplier.sku', { supplier, skus }, system)
}
tell('ready', 0)

const [from, to] = [Number(values.from), Number(values.to)]
for (let number = from; number <= to; number++) await live(String(number))
if (values.last) {
  await bot.pump.idle()
  await bot.close()
  await database.close()
  chat.close()
} else for (let number = from; ; number = number < to ? number + 1 : from) await change(String(number))

/** One order from its arrival to its first parcel. Each step may have been done by an earlier process. */
async function live(number: string): Promise<void> {
  await bot.ask('order.receive', incoming(number, [{ sku: 'LAMP' }, { sku: 'BOWL' }]), system)
  await mayRefuse(() => bot.ask('order.forward', { order: number }, system))
  await mayRefuse(() => bot.ask('po.acknowledge', { purchaseOrder: `${number}-A` }, system))
  await mayRefuse(() => bot.ask('tracking.add', { purchaseOrder: `${number}-A`, number: '1Z999AA10123456784' }, system))
}

/** Changes cards that stand already. */
async function change(number: string): Promise<void> {
  await mayRefuse(() => bot.ask('order.hold', { order: number, note: String(Math.random()) }, system))
  await mayRefuse(() => bot.ask('order.release', { order: number }, system))
}

async function mayRefuse(asked: () => Promise<unknown>): Promise<void> {
  try {
    await asked()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
