import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm'
import { caseKinds } from '../cases/kind.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Redacted } from '../conversations/without-personal.ts'
import { withoutPersonal } from '../conversations/without-personal.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Attached } from '../kernel/shapes/card.ts'
import { shipToOf } from '../orders/load-order.ts'
import { orders, type ShipToRow } from '../orders/tables.ts'
import { mailReplies, type StaffMail } from './tables.ts'

type Numbered = { id: string; number: string }

/** A customer's mail as cards show it. */
export type MailView = {
  mail: StaffMail
  order: Numbered | null
  suggested: Numbered | null
  /** The case that it belongs to. */
  one: Case | null
  /** Complaints and returns of the order that are open. */
  open: readonly Case[]
  /** Its words as a room may show them, and its subject; null where nobody knows whose they are. */
  words: Redacted | null
  subject: Redacted | null
  pictures: readonly Attached[]
  /** It came from an address that is not the order's. */
  isFromElsewhere: boolean
  /** How often staff answered it. */
  replies: number
}

export async function mailView(read: Reads, mail: StaffMail): Promise<MailView> {
  const shipTo = mail.orderId ? await shipToOf(read, mail.orderId) : null
  const own = mail.orderId ? await read.select().from(cases).where(eq(cases.orderId, mail.orderId)) : []
  const person = shipTo && personOf(shipTo, mail)
  const [answered] = await read.select({ times: count() }).from(mailReplies).where(eq(mailReplies.mailId, mail.id))
  return {
    mail,
    order: await numbered(read, mail.orderId),
    suggested: await numbered(read, mail.suggestedId),
    one: own.find(({ id }) => id === mail.caseId) ?? null,
    open: mail.orderId ? await openMoneyCasesOf(read, mail.orderId) : [],
    words: person && withoutPersonal(mail.text, person),
    subject: person && withoutPersonal(mail.subject, person),
    pictures: picturesOf(mail),
    isFromElsewhere: shipTo !== null && shipTo.email?.trim().toLowerCase() !== mail.address,
    replies: answered?.times ?? 0,
  }
}

/** Its pictures: what brings a mail in names files by what they are. */
export function picturesOf({ files }: Pick<StaffMail, 'files'>): readonly Attached[] {
  return files.filter(({ name }) => name.startsWith('picture-'))
}

/** Who a mail may name: its customer, as the order has them and as they call themselves. */
export function personOf(shipTo: ShipToRow, { name, address }: Pick<StaffMail, 'name' | 'address'>) {
  return { ...shipTo, calls: name === address ? null : name }
}

async function numbered(read: Reads, id: string | null): Promise<Numbered | null> {
  if (!id) return null
  const [found] = await read.select({ id: orders.id, number: orders.number }).from(orders).where(eq(orders.id, id))
  return found ?? null
}

/** The open cases about money of an order, the first first. */
export function openMoneyCasesOf(read: Reads, orderId: string): Promise<Case[]> {
  const aboutMoney = caseKinds().flatMap(kind => (kind.books ? [kind.name] : []))
  return read
    .select()
    .from(cases)
    .where(and(eq(cases.orderId, orderId), inArray(cases.kind, aboutMoney), isNull(cases.closedAt)))
    .orderBy(asc(cases.openedAt), asc(cases.id))
}
