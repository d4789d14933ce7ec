import { subMinutes } from 'date-fns/subMinutes'
import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import pLimit from 'p-limit'
import type { Log } from '../../../kernel/ground/log.ts'
import { type Incoming, keepMail } from './keep-mail.ts'
import { type ReceivedMail, receivedMails } from './tables.ts'
import { takeMail } from './take-mail.ts'
import type { TakeParts } from './take-parts.ts'

export type Receiver = {
  /** Keeps a mail; what brought it may be answered once this resolves. What it asks for is done after. */
  receive(mail: Incoming): Promise<void>
  /** Does what was left behind, or waits. */
  sweep(): Promise<void>
  idle(): Promise<void>
}

type Parts = TakeParts & { log: Log; failed: (error: unknown, what: string) => void }

/** Most mails of one address that are worked on within some minutes: what more comes waits, so that a loop runs slowly. */
export const MOST_OF_ONE = 20
const WITHIN = 10
/** How often a mail that breaks something here is tried. */
const MOST_ATTEMPTS = 30
const AT_ONCE = 50

/** Keeps every mail first, and then works on them in the order in which they came. */
export function openMailReceiver(parts: Parts): Receiver {
  const { db, log, failed, now } = parts
  const turn = pLimit(1)
  const work = (id: string) =>
    turn(async () => {
      const [row] = await db
        .select()
        .from(receivedMails)
        .where(and(eq(receivedMails.id, id), isNull(receivedMails.doneAt)))
      if (!row || (await isTooMany(row))) return
      await workOn(row).catch(error => giveBack(row, error))
    })
  const workOn = async (row: ReceivedMail) => {
    const { outcome, messageId } = await takeMail(parts, row)
    // A customer’s mail is kept by what staff see of it, whose end is its order’s.
    const over = outcome === 'customer' && { raw: null }
    const done = outcome === 'waits' ? {} : { doneAt: now(), outcome, ...over }
    await db
      .update(receivedMails)
      .set({ messageId, ...done })
      .where(eq(receivedMails.id, row.id))
  }
  const giveBack = async ({ id, attempts }: ReceivedMail, error: unknown) => {
    const over = attempts + 1 >= MOST_ATTEMPTS && { doneAt: now(), outcome: 'failed' }
    await db
      .update(receivedMails)
      .set({ attempts: attempts + 1, ...over })
      .where(eq(receivedMails.id, id))
    failed(error, over ? 'a mail was given up' : 'a mail is tried again')
  }
  const isTooMany = async ({ from, via, position }: ReceivedMail) => {
    const { from: by, doneAt } = receivedMails
    const lately = and(eq(by, from ?? ''), isNotNull(doneAt), gt(doneAt, subMinutes(now(), WITHIN)))
    const isMany = from !== null && (await db.$count(receivedMails, lately)) >= MOST_OF_ONE
    if (isMany) log.warn({ via, mail: position }, 'many mails came from one address: the rest waits for some minutes')
    return isMany
  }
  return {
    async receive(mail) {
      const id = await keepMail(db, mail, now())
      if (id) void work(id).catch(error => failed(error, 'a mail waits'))
    },
    async sweep() {
      const left = await db
        .select({ id: receivedMails.id })
        .from(receivedMails)
        .where(isNull(receivedMails.doneAt))
        .orderBy(asc(receivedMails.position))
        .limit(AT_ONCE)
      for (const { id } of left) await work(id)
    },
    idle: () => turn(async () => {}),
  }
}
