import { cut } from '../kernel/words/text.ts'
import type { MailReply, StaffMail } from './tables.ts'

/** What mail programs put before a subject when it is answered or passed on. */
const ANSWERED = /^(?:(?:re|aw|antw|antwort|sv|vs|ref|rif|r|fwd?|wg|tr|rv|回复|答复|转发)\s*[:：]\s*)+/iu
/** Most mails that an answer names: long threads make long heads. */
const MOST = 20

/** As a mail that answers a customer’s has it: its subject, and the mails above it, the first first. Pure. */
export function replyThread(mail: StaffMail): Pick<MailReply, 'subject' | 'answers' | 'thread'> {
  const { subject, externalId, answers } = mail
  const bare = subject.replace(ANSWERED, '').replaceAll(/\s+/g, ' ').trim()
  const thread = [...answers.toReversed(), ...(externalId ? [externalId] : [])]
  return { subject: cut(bare ? `Re: ${bare}` : 'Re: your mail', 300), answers: externalId, thread: thread.slice(-MOST) }
}
