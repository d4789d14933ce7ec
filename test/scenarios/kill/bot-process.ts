import { system } from '../../stage/bot.ts'
import { incoming } from '../../stage/incoming.ts'
import { mayRefuse, openProcess, tell } from './open-process.ts'

/**
 * The bot as a process of its own, to be killed: it takes orders, forwards them and has them answered, over and over, and
 * picks up where the one before it was killed. With `--last` it ends by itself once all is done and nothing is owed.
 */
const { bot, chat, from, to, last, end } = await openProcess()
for (const [supplier, channel, skus] of [
  ['Lumen', 'lumen', 'LAMP'],
  ['Casa', 'casa', 'BOWL'],
]) {
  await mayRefuse(() => bot.ask('supplier.add', { name: supplier }, system))
  await bot.ask('supplier.room', { supplier, room: { chat: chat.name, id: channel, name: channel } }, system)
  await bot.ask('supplier.sku', { supplier, skus }, system)
}
tell('ready', 0)

for (let number = from; number <= to; number++) await live(String(number))
if (last) await end()
else for (let number = from; ; number = number < to ? number + 1 : from) await change(String(number))

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
