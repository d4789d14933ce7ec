import { type Medium, NoRoom } from '../../kernel/shapes/chat.ts'
import { mailId } from './addresses.ts'
import type { MailDelivery } from './deliver.ts'
import { findSubject } from './find-subject.ts'
import type { MailParts } from './mail-parts.ts'
import { findStop } from './stop-address.ts'
import { writeMail } from './write-mail.ts'

/** Sends a card as a mail. The same post is the same `Message-ID`, so that most mailboxes show it once. */
export function posting(parts: MailParts & { delivery: MailDelivery }): Medium['post'] {
  const { db, settings, delivery } = parts
  return async post => {
    if (post.card.onThread) return mailId(post.key, settings.domain)
    const subject = await findSubject(db, post)
    const stopped = await findStop(db, subject.room)
    if (stopped) throw new NoRoom(stopped)
    await delivery.deliver(post.key, post.channel, () => writeMail(parts, post, subject))
    return mailId(post.key, settings.domain)
  }
}
