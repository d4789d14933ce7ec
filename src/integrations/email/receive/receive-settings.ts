import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { SettingValues } from '../../../kernel/connecting/setting.ts'
import {
  address,
  beginning,
  keySetting,
  matching,
  signingSecret,
  textSetting,
  unlessEmpty,
} from '../../../kernel/connecting/setting-checks.ts'
import { readPublicKey } from '../mail-keys.ts'

const publicKey = unlessEmpty(
  z
    .string()
    .transform(readPublicKey)
    .pipe(
      z.custom<KeyObject>(
        key => key !== null,
        'must be the public key that SendGrid shows, a line that begins with MFkw',
      ),
    )
    .optional(),
)

/** What brings mail in: a mailbox, or the webhook of a provider that takes the mail for you. */
export const receiveSettings = {
  IMAP_URL: {
    check: address('imaps://user:password@imap.shop.example/INBOX', /^imaps?$/),
    means:
      'The mailbox where replies and bounces arrive, and the folder in it. Without a password it is signed in to by the `SMTP_OAUTH_…` settings.',
  },
  POSTMARK_INBOUND_PASSWORD: {
    check: textSetting,
    means:
      'Takes mail from Postmark: the password in the address of its webhook, `https://any:PASSWORD@…/mail/postmark`.',
  },
  MAILGUN_SIGNING_KEY: {
    check: keySetting,
    means: 'Takes mail from Mailgun, at `/mail/mailgun/mime`: its HTTP webhook signing key.',
  },
  SENDGRID_PUBLIC_KEY: {
    check: publicKey,
    means: 'Takes mail from SendGrid’s Inbound Parse, at `/mail/sendgrid`: the public key of its signature.',
  },
  SES_TOPIC_ARN: {
    check: matching(
      /^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+(\.fifo)?$/,
      'must be the ARN of a topic such as arn:aws:sns:eu-west-1:123456789012:mail',
    ),
    means: 'Takes mail from Amazon SES, at `/mail/ses`: the SNS topic of its receipt rule.',
  },
  RESEND_WEBHOOK_SECRET: {
    check: signingSecret,
    means: 'Takes mail from Resend, at `/mail/resend`: the secret of its webhook.',
  },
  RESEND_API_KEY: { check: beginning('re_'), means: 'Resend: the key by which the mails themselves are fetched.' },
} as const

export type ReceiveValues = SettingValues<typeof receiveSettings>
type Has = (name: keyof typeof receiveSettings | 'MAIL_SUPPORT') => boolean

/** Each brings mail in by itself. */
const WAYS_IN = [
  ...(['IMAP_URL', 'POSTMARK_INBOUND_PASSWORD', 'MAILGUN_SIGNING_KEY', 'SENDGRID_PUBLIC_KEY'] as const),
  ...(['SES_TOPIC_ARN', 'RESEND_WEBHOOK_SECRET'] as const),
]

/** What is missing where a way in is half configured, a sentence each. */
export function lacksOfReceiving(has: Has): readonly string[] {
  const halves = has('RESEND_WEBHOOK_SECRET') !== has('RESEND_API_KEY')
  const deaf = has('MAIL_SUPPORT') && !WAYS_IN.some(name => has(name))
  return [
    ...(halves ? ['RESEND_WEBHOOK_SECRET and RESEND_API_KEY must both be set to take mail from Resend'] : []),
    ...(deaf ? ['MAIL_SUPPORT needs a way for mail to come in: IMAP_URL, or a provider’s webhook'] : []),
  ]
}
