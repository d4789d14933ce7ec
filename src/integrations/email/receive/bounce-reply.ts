import { waybill } from '../../../kernel/shapes/actor.ts'
import type { MailKind } from './classify-mail.ts'
import type { ReceivedMail } from './tables.ts'
import type { TakeParts } from './take-parts.ts'

type Ended = Extract<MailKind, { kind: 'bounce' | 'feedback' }>

/**
 * A mail to a customer came back, or was called spam: staff read so where they wrote it. Nothing is stopped, as they
 * decide on every mail.
 * @returns what it was, in a word
 */
export async function bounceReply(
  { ask }: TakeParts,
  { id }: ReceivedMail,
  reply: string,
  ended: Ended,
): Promise<string> {
  await ask('mail.settle-reply', { reply, why: whyOf(ended) }, waybill, { source: 'email', key: id })
  return ended.kind === 'bounce' ? `bounce ${ended.bounce.hardness}` : ended.kind
}

function whyOf(ended: Ended): string {
  if (ended.kind === 'feedback') return 'They marked it as spam'
  const { why, status } = ended.bounce
  return `It came back: ${why || (status ? `status ${status}` : 'no reason was given')}`
}
