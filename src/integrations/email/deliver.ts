import type { SendMailOptions } from 'nodemailer'
import { Invalid, Later, NoRoom, Unsure } from '../../kernel/shapes/chat.ts'
import { type MailError, readRefusal, replyWords } from './refused.ts'

/** How long a send is waited for, ms; it goes on after that, and the next try of the same mail waits for it. */
const PATIENCE = 9_000
/** Mails that wait for the one connection; more come back later. */
const MOST_WAITING = 8
const BUSY = 2_000
/** How many sends are remembered. */
const MOST_KNOWN = 2_000
/** How often nobody knows whether a mail arrived, before it is not sent again. */
const MOST_UNKNOWN = 4
/** Pauses, ms: while the server is away or does not let us in, and while it puts a mail off. */
const AWAY = 30_000
const PUT_OFF = 3 * 60_000
/** For how long an address may be put off before staff should know, ms. */
const LONG_PUT_OFF = 45 * 60_000

export type MailDelivery = {
  /** Throws as `Medium` says, once the server has answered or has taken too long. */
  deliver(key: string, to: string, mail: () => Promise<SendMailOptions>): Promise<void>
  /** Why no mail leaves now, in words; null while all is well. */
  trouble(): string | null
}

type Parts = {
  send(mail: SendMailOptions): Promise<void>
  /** The server takes nothing for that address any more. */
  stop(address: string, why: string): Promise<void>
  patience?: number
}

/** Hands mails to the server, each once while this process lives: what is still under way is never sent a second time. */
export function delivering({ send, stop, patience = PATIENCE }: Parts): MailDelivery {
  const known = new Map<string, Promise<void>>()
  const unknown = new Map<string, number>()
  const putOffSince = new Map<string, number>()
  let waiting = 0
  let trouble: string | null = null

  const begin = async (mail: () => Promise<SendMailOptions>): Promise<void> => {
    waiting += 1
    try {
      await send(await mail())
    } finally {
      waiting -= 1
    }
  }
  const underway = (key: string, mail: () => Promise<SendMailOptions>): Promise<void> => {
    const before = known.get(key)
    if (before) return before
    if (waiting >= MOST_WAITING) throw new Later(BUSY)
    const sending = begin(mail)
    // What went wrong is tried again; what was sent is not.
    sending.catch(() => known.delete(key))
    known.set(key, sending)
    const [oldest] = known.keys()
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
    return sending
  }
  const lost = (key: string, { begun }: MailError, words: string): Error => {
    if (!begun) return new Later(AWAY)
    const times = (unknown.get(key) ?? 0) + 1
    unknown.set(key, times)
    if (times > MOST_UNKNOWN) return new Invalid(`the mail server broke off ${times} times, and may have taken it`)
    return times === 1 ? new Unsure(words) : new Later(times * AWAY)
  }
  const putOff = (to: string, words: string): Error => {
    const since = putOffSince.get(to) ?? performance.now()
    putOffSince.set(to, since)
    if (performance.now() - since < LONG_PUT_OFF) return new Later(PUT_OFF)
    return new NoRoom(`the mail server keeps putting off mail for ${to}: ${words}`)
  }
  const meaningOf = async (error: unknown, key: string, to: string): Promise<unknown> => {
    if (!isMailError(error)) return error
    const words = replyWords(error)
    const refusal = readRefusal(error)
    if (refusal === 'later') return putOff(to, words)
    if (refusal === 'mail') return new Invalid(`the mail server refused this mail: ${words}`)
    if (refusal === 'address') {
      const why = `the mail server takes nothing for ${to}: ${words}`
      await stop(to, why)
      return new NoRoom(why)
    }
    trouble = `E-mail isn’t sent: ${words}`
    if (refusal === 'lost') return lost(key, error, words)
    // A password that is wrong is of no one room: all wait, and `/readyz` says why.
    return refusal === 'sign-in' ? new Later(AWAY) : new NoRoom(`the mail server refuses what we send: ${words}`)
  }

  return {
    async deliver(key, to, mail) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Unsure('the mail server has not answered yet')), patience)
      })
      try {
        await Promise.race([underway(key, mail), late])
        trouble = null
        unknown.delete(key)
        putOffSince.delete(to)
      } catch (error) {
        throw await meaningOf(error, key, to)
      } finally {
        clearTimeout(timer)
      }
    },
    trouble: () => trouble,
  }
}

/** The server’s or nodemailer’s word; anything else went wrong on our side. */
const isMailError = (error: unknown): error is MailError => error instanceof Error && 'begun' in error
