import { z } from 'zod'
import { parseJson } from '../../../../kernel/ground/read-json.ts'
import { type Answered, bodyJson, type MailDoor } from './door.ts'
import { type FetchFromAmazon, fetchFromAmazon, isSignedByAmazon, SnsMessage } from './sns.ts'

const Received = z.object({
  notificationType: z.literal('Received'),
  content: z.string(),
  receipt: z.object({
    recipients: z.array(z.string()).default([]),
    action: z.object({ encoding: z.string().optional() }).optional(),
  }),
})

/**
 * Amazon SES through an SNS topic, which it subscribes to by itself. Mails over 150 kB go to S3 in place of the message:
 * those are read from a mailbox, or not at all. https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
 */
export function sesDoor(topic: string, fetch: FetchFromAmazon = fetchFromAmazon): MailDoor {
  return {
    path: '/ses',
    async read({ body }) {
      const read = SnsMessage.safeParse(bodyJson(body))
      if (!read.success) return { status: 400 }
      const message = read.data
      if (message.TopicArn !== topic || !(await isSignedByAmazon(message, fetch))) return { status: 401 }
      if (message.Type === 'SubscriptionConfirmation' && message.SubscribeURL) await fetch(message.SubscribeURL)
      return message.Type === 'Notification' ? mailIn(message.Message) : 'ignored'
    },
  }
}

function mailIn(message: string): Answered {
  const read = Received.safeParse(parseJson(message))
  if (!read.success) return 'ignored'
  const { content, receipt } = read.data
  const encoding = receipt.action?.encoding?.toUpperCase() === 'BASE64' ? 'base64' : 'utf8'
  return { mails: [{ raw: Buffer.from(content, encoding), via: 'ses', to: receipt.recipients }] }
}
