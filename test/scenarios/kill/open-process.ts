import { parseArgs } from 'node:util'
import { eq, isNull } from 'drizzle-orm'
import { type Log, recordable } from '../../../src/kernel/ground/log.ts'
import { open } from '../../../src/kernel/ground/open.ts'
import { inbox, outbox } from '../../../src/kernel/ground/tables.ts'
import { Refusal } from '../../../src/kernel/words/refusal.ts'
import { openBot } from '../../stage/bot.ts'
import { lastingChat } from './lasting-chat.ts'

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

/** Tells whoever may kill us how far we are. */
export const tell = (word: string, number: number) => process.stdout.write(`${word} ${number}\n`)

/** The bot in a process that is to be killed, as it was told to open; what the last one left in doubt is told first. */
export async function openProcess() {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      folder: { type: 'string' },
      chat: { type: 'string' },
      /** How far its clock is ahead, ms: those killed before it were not heard of for so long. */
      ahead: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      last: { type: 'boolean' },
      /** Where its mail server listens; and to die as soon as that has taken a mail. */
      port: { type: 'string' },
      dies: { type: 'boolean' },
    },
  })
  const chat = lastingChat(values.chat ?? '')
  const database = await open({ url: values.url ?? null, folder: values.folder ?? null })
  const sending = await database.db.$count(outbox, eq(outbox.state, 'sending'))
  tell('in-doubt', sending + (await database.db.$count(inbox, isNull(inbox.doneAt))))
  const bot = await openBot(database, chat, log, [], { ahead: Number(values.ahead), beats: true })
  const end = async () => {
    await bot.pump.idle()
    await bot.close()
    await database.close()
    chat.close()
  }
  const { from, to, last, port, dies } = values
  return { bot, chat, database, log, from: Number(from), to: Number(to), last, port: Number(port), dies, end }
}

/** What an earlier process did already is refused. */
export async function mayRefuse(asked: () => Promise<unknown>): Promise<void> {
  try {
    await asked()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
