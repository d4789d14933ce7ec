import { eq } from 'drizzle-orm'
import type { Reads } from '../../../kernel/ground/db.ts'
import { messages, type Room, rooms } from '../../../kernel/ground/tables.ts'
import { type MailPurpose, mailAddresses, readMailId } from '../addresses.ts'
import type { Mail } from './mail.ts'
import { addressesIn } from './parse-mail.ts'

/** Which of our messages a mail comes back to, and by which of our addresses. */
export type Mark = { purpose: MailPurpose; messageId: string }

/** The message that a mail is about, the card that roots its thread, and whose room it went to. */
export type AnsweredPlace = {
  messageId: string
  kind: string
  room: Room
  root: { kind: string; subject: string; ref: string | null }
}

type Secrets = { domain: string; secrets: readonly string[] }

/** The address of ours that a mail was sent to. Only we make such addresses, so that nobody else’s mail has one. */
export function markOf(mail: Pick<Mail, 'to'>, { domain, secrets }: Secrets): Mark | null {
  const { read } = mailAddresses(domain, secrets)
  const [mark = null] = mail.to.flatMap(address => read(address) ?? [])
  return mark
}

/** The same, of a report: from the mail that it sends back, where its own address says nothing. */
export function markReturned(mail: Mail, about: readonly string[], { domain, secrets }: Secrets): Mark | null {
  const { read } = mailAddresses(domain, secrets)
  const decoder = new TextDecoder()
  const words = [
    mail.text.slice(0, 60_000),
    ...mail.parts.map(({ bytes }) => decoder.decode(bytes.subarray(0, 60_000))),
  ]
  const lines = words.flatMap(text => text.split('\n').filter(line => line.includes('+') && line.length < 1_000))
  const [mark] = lines.flatMap(addressesIn).flatMap(address => read(address) ?? [])
  const [named] = about.flatMap(id => readMailId(id, domain) ?? [])
  return mark ?? (named ? { purpose: 'bounce', messageId: named } : null)
}

/** Null where there is no such message any more. */
export async function findPlace(read: Reads, messageId: string): Promise<AnsweredPlace | null> {
  const [found] = await read
    .select({ message: messages, room: rooms })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(eq(messages.id, messageId))
  if (!found) return null
  const { message, room } = found
  const [above] = message.threadOf ? await read.select().from(messages).where(eq(messages.id, message.threadOf)) : []
  const { kind, subject, ref } = above ?? message
  return { messageId, kind: message.kind, room, root: { kind, subject, ref } }
}
