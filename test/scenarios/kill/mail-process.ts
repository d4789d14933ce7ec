import { connectEmail } from '../../../src/integrations/email/connect.ts'
import { enclosing } from '../../../src/papers/enclose.ts'
import { openAccess } from '../../../src/reaches/access-links.ts'
import { system } from '../../stage/bot.ts'
import { incoming } from '../../stage/incoming.ts'
import { mailSettings, NORTH } from '../../stage/mail/a-mail-stage.ts'
import { mayRefuse, openProcess, tell } from './open-process.ts'

/**
 * The bot as a process of its own that mails North its purchase orders over SMTP, to be killed: from outside while the
 * server has not answered, or (`--dies`) by itself once it has the last one, before that is marked. With `--last` it ends by itself.
 */
const { bot, database, from, to, last, port, dies, end } = await openProcess()
const { db } = database
const now = () => bot.now()
const parts = {
  ...{ settings: mailSettings(port), db, now, ownUrl: () => 'https://w.example' },
  access: openAccess(db, now, bot.ask),
  enclose: enclosing(db, bot.ask, now),
}
const { chat, stop } = connectEmail(parts, { address: 0, all: 1_000 })
const post: typeof chat.post = async one => {
  const ref = await chat.post(one)
  if (dies && one.card.title === `Purchase order ${to}-A`) process.kill(process.pid, 'SIGKILL')
  return ref
}
bot.chats.set('email', { ...chat, post })
await mayRefuse(() => bot.ask('supplier.add', { name: 'North' }, system))
await bot.ask('supplier.sku', { supplier: 'North', skus: 'CHAIR' }, system)
await bot.ask('supplier.reach', { supplier: 'North', kind: 'email', what: NORTH }, system)
tell('ready', 0)

for (let number = from; number <= to; number++) {
  await bot.ask('order.receive', incoming(String(number), [{ sku: 'CHAIR' }]), system)
  await mayRefuse(() => bot.ask('order.forward', { order: String(number) }, system))
}
if (last) {
  await end()
  await stop?.()
}
