import type { ReceiveValues } from '../receive-settings.ts'
import type { MailDoor } from './door.ts'
import { mailgunDoor } from './mailgun.ts'
import { postmarkDoor } from './postmark.ts'
import { resendDoor } from './resend.ts'
import { sendgridDoor } from './sendgrid.ts'
import { sesDoor } from './ses.ts'

/** The ways in that the settings ask for. */
export function doorsOf(values: ReceiveValues): readonly MailDoor[] {
  const { RESEND_WEBHOOK_SECRET: secret, RESEND_API_KEY: apiKey } = values
  return [
    values.POSTMARK_INBOUND_PASSWORD && postmarkDoor(values.POSTMARK_INBOUND_PASSWORD),
    values.MAILGUN_SIGNING_KEY && mailgunDoor(values.MAILGUN_SIGNING_KEY),
    values.SENDGRID_PUBLIC_KEY && sendgridDoor(values.SENDGRID_PUBLIC_KEY),
    values.SES_TOPIC_ARN && sesDoor(values.SES_TOPIC_ARN),
    secret && apiKey && resendDoor({ secret, apiKey }),
  ].filter(door => typeof door === 'object')
}
