import { z } from 'zod'
import type { SettingValues } from '../../kernel/connecting/setting.ts'
import {
  address,
  hostSetting,
  keySetting,
  matching,
  textSetting,
  unlessEmpty,
} from '../../kernel/connecting/setting-checks.ts'
import { isPrivateKey } from './mail-keys.ts'
import { readSender, readSenders } from './sender.ts'

/** Least length of a secret that addresses are made from, characters: 128 bits, however it is written. */
const LEAST_SECRET = 32
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/

const port = { error: 'must be a number from 1 to 65535' }
const secrets = unlessEmpty(
  z
    .string()
    .transform(written => written.split(',').map(one => one.trim()))
    .refine(
      all => all.every(one => one.length >= LEAST_SECRET),
      `must have at least ${LEAST_SECRET} characters; \`openssl rand -hex 32\` makes one`,
    )
    .optional(),
)
const attached = unlessEmpty(
  z.enum(['pdf', 'csv', 'both', 'none'], { error: 'must be pdf, csv, both or none' }).default('pdf'),
)
const privateKey = unlessEmpty(
  z
    .string()
    .transform(written => written.replaceAll('\\n', '\n').trim())
    .refine(isPrivateKey, 'must be an RSA private key in PEM')
    .optional(),
)
const sender = unlessEmpty(
  z
    .string()
    .trim()
    .refine(written => readSender(written) !== null, 'must be one address, such as Shop orders <orders@shop.example>')
    .optional(),
)
const supports = unlessEmpty(
  z
    .string()
    .trim()
    .refine(
      written => readSenders(written) !== null,
      'must be an address that customers write to, such as Lamps <help@shop.example>; several are separated by commas',
    )
    .optional(),
)
const domain = unlessEmpty(
  z.string().trim().toLowerCase().regex(DOMAIN, 'must be a domain such as reply.shop.example').optional(),
)

/** What sends mail: an SMTP server, and who the mail is from. */
export const settings = {
  MAIL_FROM: {
    check: sender,
    means: 'Who mails to suppliers are from, such as `Shop orders <orders@shop.example>`. Unset: no e-mail.',
  },
  MAIL_SUPPORT: {
    check: supports,
    means:
      'Where your customers write to, such as `Lamps <help@shop.example>`: what comes there is shown to staff, and answers are from it. Several are separated by commas. Unset: customers’ mail is left alone.',
  },
  MAIL_DOMAIN: {
    check: domain,
    means:
      'The domain whose `po+…`, `help+…` and `bounce+…` addresses take replies and bounces. Unset: the domain of `MAIL_FROM`.',
  },
  MAIL_SECRET: {
    check: secrets,
    means:
      'What the addresses for replies are made from, so that nobody can guess one. Several, separated by commas: the first makes them, all are taken.',
  },
  MAIL_ATTACH: {
    check: attached,
    means: 'What a purchase order’s mail brings along: `pdf`, `csv`, `both` or `none`.',
    default: 'pdf',
  },
  SMTP_URL: {
    check: address('smtps://user:password@smtp.shop.example:465', /^smtps?$/),
    means: 'The SMTP server that sends the mail, as one address.',
  },
  SMTP_HOST: { check: hostSetting('smtp.shop.example'), means: 'The SMTP server, where there is no `SMTP_URL`.' },
  SMTP_PORT: {
    check: unlessEmpty(z.coerce.number(port).int(port).min(1, port).max(65_535, port).default(587)),
    means: 'Its port. On 465 the connection is encrypted from the start, on others by STARTTLS.',
    default: '587',
  },
  SMTP_USER: { check: textSetting, means: 'Who signs in there.' },
  SMTP_PASSWORD: { check: textSetting, means: 'The password (or app password) to sign in with.' },
  SMTP_OAUTH_CLIENT_ID: { check: keySetting, means: 'XOAUTH2 in place of a password: the client’s id.' },
  SMTP_OAUTH_CLIENT_SECRET: { check: keySetting, means: 'XOAUTH2: the client’s secret.' },
  SMTP_OAUTH_REFRESH_TOKEN: { check: keySetting, means: 'XOAUTH2: the refresh token of the mailbox.' },
  SMTP_OAUTH_TOKEN_URL: {
    check: address('https://login.microsoftonline.com/TENANT/oauth2/v2.0/token'),
    means: 'XOAUTH2: where access tokens are made. Unset: Google.',
  },
  DKIM_SELECTOR: {
    check: matching(/^[\w-]+(\.[\w-]+)*$/, 'must be the name in front of ._domainkey, such as waybill'),
    means: 'Signs mails with DKIM, where your SMTP server does not: the selector of the DNS record.',
  },
  DKIM_PRIVATE_KEY: { check: privateKey, means: 'DKIM: the private key (PEM, on one line with `\\n` between).' },
  DKIM_DOMAIN: { check: domain, means: 'DKIM: the domain that signs. Unset: the domain of `MAIL_FROM`.' },
} as const

export type MailSettingValues = SettingValues<typeof settings>
