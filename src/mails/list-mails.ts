import { asc } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { pageButtons, pageNumber } from '../kernel/asking/page.ts'
import type { CardLine } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { mailDomain } from './mail-domain.ts'
import { type MailView, mailView } from './mail-view.ts'
import { ASKED, readAsked } from './read-asked.ts'
import { isWaiting, mails } from './tables.ts'

export const ListMails = z.object({ page: pageNumber })

/** Rows of a page: what a card holds on every chat. */
const PAGE = 15

/** Customers' mails that nobody has acted on, the longest waiting first; each opens. */
export async function listMails({ db }: Verb, { page }: z.output<typeof ListMails>): Promise<Outcome> {
  const from = (page - 1) * PAGE
  const found = await db
    .select()
    .from(mails)
    .where(isWaiting)
    .orderBy(asc(mails.receivedAt), asc(mails.id))
    .offset(from)
    .limit(PAGE)
  const views: MailView[] = []
  for (const mail of found) views.push(await mailView(db, mail))
  const all = await db.$count(mails, isWaiting)
  const more = all > found.length ? ` These are ${from + 1} to ${from + found.length}.` : ''
  const summary = all > 0 ? `${count(all, 'mail waits', 'mails wait')} for somebody.${more}` : 'No mail waits.'
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: all > 0 ? 'warning' : 'neutral', title: 'Customers’ mails', summary },
      columns: ['From', 'Seems to say', 'Came'],
      lines: views.map(lineOf),
      opens: views.map(({ mail, order }, at) => ({
        label: order ? order.number : `Mail ${from + at + 1}`,
        command: 'mail.card',
        input: { mail: mail.id },
      })),
      buttons: pageButtons({ command: 'customer.mails', input: {} }, { page, isMore: from + found.length < all }),
    },
  }
}

function lineOf({ mail, order, one }: MailView): CardLine {
  const when = { at: mail.receivedAt.toISOString() }
  const from = order ? `The customer of ${order.number}` : `Somebody at ${mailDomain(mail)}`
  const says = [...(order ? [ASKED[readAsked(mail)]] : []), ...(one ? [one.number] : [])].join(' · ')
  return { text: from, detail: says ? `${says} ·` : '', when, cells: [from, says, when] }
}
