import { ownDatabase } from '../own-database.ts'
import { allSpent } from '../reads/count-statements.ts'
import type { Bot, Told } from './contestant.ts'
import type { Name, Question, Reply } from './own-process.ts'
import { openPeer } from './peer.ts'
import { openWaybill } from './waybill.ts'

// A contestant alone in its process, with a database of its own. Says where its webhooks go, and answers its parent.
const [, , name, told] = process.argv as [string, string, Name, string]
const database = await ownDatabase()
const own = JSON.parse(told) as Told
const bot: Bot = name === 'Waybill' ? await openWaybill(database, own) : await openPeer(database.db, name, own)

function spent() {
  const { user, system } = process.cpuUsage()
  return { ...allSpent(), cpu: (user + system) / 1_000 }
}

const reply = (said: Reply) => process.send?.(said)
process.on('message', async ({ id, what, given }: Question) => {
  try {
    const act = what === 'spent' ? spent : (bot[what] as (...given: unknown[]) => unknown)
    reply({ id, answer: await act(...given) })
  } catch (error) {
    reply({ id, why: String(error) })
  }
})
process.on('disconnect', async () => {
  await database.close()
  process.exit()
})
process.send?.(bot.hook)
