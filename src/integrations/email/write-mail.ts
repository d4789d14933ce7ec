import type { SendMailOptions } from 'nodemailer'
import type { Post } from '../../kernel/shapes/chat.ts'
import { visible } from '../../kernel/words/text.ts'
import { mailAddresses, mailId } from './addresses.ts'
import { attachmentOf, loadMailCargo } from './attachments.ts'
import { mailHtml } from './draw/mail-html.ts'
import { type MailPlace, mailText } from './draw/mail-text.ts'
import type { Subject } from './find-subject.ts'
import type { MailParts } from './mail-parts.ts'

/** Headers by which programs that answer by themselves leave a mail alone (RFC 3834, and Exchange’s own). */
const MACHINE = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' }

/** A card as a mail, with a new link for the person it goes to. */
export async function writeMail(parts: MailParts, post: Post, subject: Subject): Promise<SendMailOptions> {
  const { settings, db, enclose } = parts
  const { key, channel: to } = post
  const card = { ...post.card, presses: [...post.card.presses, ...subject.asked] }
  const addresses = mailAddresses(settings.domain, settings.secrets)
  const at = await placeOf(parts, to, subject)
  const { attachments, pictured, missing } = await loadMailCargo(db, card)
  const enclosed = subject.before.length === 0 ? await enclose(subject.about, settings.attaches) : null
  const extra = { missing, pictured, shipTo: enclosed?.shipTo ?? [] }
  return {
    from: settings.from,
    to,
    replyTo: addresses.make('po', key),
    envelope: { from: addresses.make('bounce', key), to },
    ...threaded(post, subject, settings.domain),
    headers: MACHINE,
    text: mailText(card, at, extra),
    html: mailHtml(card, at, extra),
    attachments: [...attachments, ...(enclosed?.files ?? []).map(attachmentOf)],
  }
}

/** One link for the mail, for the person at that address, to what it is about. */
async function placeOf({ access, ownUrl }: MailParts, user: string, { room, about }: Subject): Promise<MailPlace> {
  const card = `${ownUrl()}/s/${await access.make({ roomId: room.id, user, about })}`
  return { card, press: label => `${card}?press=${encodeURIComponent(label)}`, zone: 'UTC' }
}

/** Our own id is among the references as well: some relays put theirs in its place. */
function threaded({ key, card }: Post, { before, first }: Subject, domain: string) {
  const own = mailId(key, domain)
  const ids = before.map(id => mailId(id, domain))
  const last = ids.at(-1)
  return {
    messageId: own,
    references: [...ids, own].join(' '),
    ...(last && { inReplyTo: last }),
    // As its thread is called: Gmail begins another one where the subject changes.
    subject: first === null ? subjectOf(card.title) : `Re: ${subjectOf(first)}`,
  }
}

/** On one line, which no header goes beyond. */
const subjectOf = (title: string) => visible(title).replaceAll(/\s+/g, ' ').trim()
