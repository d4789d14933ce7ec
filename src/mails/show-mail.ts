import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { cut } from '../kernel/words/text.ts'
import { chooseButton } from './customers-card.ts'
import { loadMail } from './load-mail.ts'

export const ShowMail = z.object({ mail: z.uuid() })

/** What every chat shows of a card’s body. */
const MOST = 2_500

/** Opens a mail privately, with who wrote it: it may be a customer, whose address no room keeps. */
export async function showMail({ db, record }: Verb, input: z.infer<typeof ShowMail>): Promise<Outcome> {
  const mail = await loadMail(db, input.mail)
  await record('mail.seen', mail.caseId ?? mail.orderId ?? mail.id, {})
  const { address, name, subject, lacks, whole, files } = mail
  const left = whole.length > MOST && { context: `These are the first ${MOST} characters of ${whole.length}.` }
  return {
    text: 'The mail.',
    card: {
      audience: 'staff',
      tone: 'neutral',
      title: subject || 'A mail without a subject',
      summary: 'Only you see this. The record shows that you opened it.',
      facts: [
        { label: 'From', value: name === address ? address : `${name}, ${address}` },
        { label: 'Came', value: { at: mail.receivedAt.toISOString() } },
        ...(lacks.length > 0 ? [{ label: 'With it', value: lacks.join(', ') }] : []),
      ],
      body: cut(whole, MOST),
      ...(files.length > 0 && { files }),
      ...left,
      ...(mail.sentTo &&
        mail.orderId &&
        !mail.caseId && { buttons: [chooseButton({ mail }, 'It is about another order')] }),
    },
  }
}
