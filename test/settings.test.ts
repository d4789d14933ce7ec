import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allSettings, parseSettings } from '../src/config.ts'
import { integrations } from '../src/integrations/index.ts'
import { Refusal } from '../src/kernel/words/refusal.ts'

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const pem = { type: 'pkcs8', format: 'pem' } as const
const der = (key: typeof ec.publicKey) => key.export({ type: 'spki', format: 'der' }).toString('base64')
const oneLine = (text: string) => text.replaceAll('\n', '\\n')

/** What people enter by mistake, by what a setting holds. Of words of their own nothing can be said. */
const WRONG = {
  words: [],
  address: ['hunter2', 'https://', 'gopher://hunter2.example', 'shop.example/hunter2', 'https://a:hunter2%@b.example'],
  addresses: ['hunter2', 'http://shop.internal, hunter2'],
  mailServer: ['hunter2', 'smtps://', 'imaps:///hunter2', 'https://hunter2.example', 'smtps://a:hunter2%@mail.example'],
  database: ['hunter2', 'mysql://root:hunter2@db/x', 'postgres://waybill:hunter2%@db.example/waybill'],
  ranges: ['hunter2', '10.0.0.0/99', '127.0.0.1, 300.1.1.1'],
  host: ['http://hunter2.example', 'hunter2.example:80', 'hunter2 .example', 'a@hunter2.example'],
  domain: ['hunter2', 'https://hunter2.example', 'a@hunter2.example'],
  name: ['hunter2._domainkey.shop.example.', 'hunter2 it', 'a@hunter2'],
  number: ['hunter2', '-1', '99999999', '3.57721'],
  choice: ['hunter2', 'true'],
  zone: ['hunter2', 'Berlin/Europe'],
  key: ['hunter2 and more', 'xoxb-hunter2\nX: 1', 'hünter2', '"hunter2"', "'hunter2'"],
  keys: [',', 'hunter2,', '"hunter2"', 'hunter2 and more, hunter2'],
  bearer: ['hunter2', 'hünter2 hünter2', 'hunter2 hunter2\nX: 1'],
  path: ['hunter2', 'hunter2/hunter2/hunter2/hunter2', 'hunter2 hunter2 hunter2 hunter2'],
  secret: ['hunter2'],
  signing: ['hunter2', 'whsec_', 'whsec_hunter2', `whsec_${'hunter2-'.repeat(4)}`, `whsec_${'a'.repeat(33)}`],
  sealing: ['hunter2', 'hunter2'.repeat(6), `${'a'.repeat(43)}=, hunter2`],
  publicKey: ['hunter2', 'MFkwhunter2', String(ec.privateKey.export(pem)), der(rsa.publicKey)],
  privateKey: ['hunter2', '-----BEGIN PRIVATE KEY-----\\nhunter2', oneLine(String(ec.privateKey.export(pem)))],
  topic: ['hunter2', 'arn:aws:s3:::hunter2', 'arn:aws:sns:eu-west-1:hunter2'],
  id: ['hunter2', '#hunter2'],
  sender: ['hunter2', 'hunter2@', 'a@shop.example, hunter2@shop.example'],
  senders: ['hunter2', 'a@shop.example, hunter2'],
  statuses: ['hunter2', 'packing=hunter2'],
} as const satisfies Record<string, readonly string[]>

const KINDS: Readonly<Record<keyof typeof WRONG, string>> = {
  words: `DATA_DIR FILES_DIR SMTP_USER SMTP_PASSWORD WOOCOMMERCE_NOTE WOOCOMMERCE_WEBHOOK_SECRET POSTMARK_INBOUND_PASSWORD
    EASYPOST_WEBHOOK_SECRET AFTERSHIP_WEBHOOK_SECRET SLACK_ORDERS_ROOM SLACK_ALERTS_ROOM SLACK_SUPPORT_ROOM
    DISCORD_ORDERS_ROOM DISCORD_ALERTS_ROOM DISCORD_SUPPORT_ROOM`,
  address: 'PUBLIC_URL OTEL_EXPORTER_OTLP_ENDPOINT SHOPIFY_API_URL SLACK_API_URL DISCORD_API_URL SMTP_OAUTH_TOKEN_URL',
  addresses: 'WEBHOOK_ORIGINS',
  mailServer: 'SMTP_URL IMAP_URL',
  database: 'DATABASE_URL',
  ranges: 'TRUSTED_PROXIES',
  host: 'HOST SMTP_HOST',
  domain: 'MAIL_DOMAIN DKIM_DOMAIN',
  name: 'DKIM_SELECTOR',
  number: 'PORT SMTP_PORT KEEP_ADDRESSES_DAYS KEEP_WORDS_DAYS',
  choice: 'BRIDGE LOG_LEVEL CONSOLE PORTAL API FILES INTAKE MAIL_ATTACH',
  zone: 'TZ',
  key: `SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET DISCORD_TOKEN SHOPIFY_CLIENT_ID AFTERSHIP_API_KEY EASYPOST_API_KEY
    SEVENTEENTRACK_KEY SHIP24_API_KEY SHIPPO_TOKEN TRACKINGMORE_API_KEY MAILGUN_SIGNING_KEY RESEND_API_KEY
    SMTP_OAUTH_CLIENT_ID SMTP_OAUTH_CLIENT_SECRET SMTP_OAUTH_REFRESH_TOKEN`,
  keys: 'SHOPIFY_WEBHOOK_SECRET SHOPIFY_CLIENT_SECRET',
  bearer: 'METRICS_TOKEN',
  path: 'SHIP24_WEBHOOK_TOKEN SHIPPO_WEBHOOK_TOKEN TRACKINGMORE_WEBHOOK_TOKEN',
  secret: 'CONSOLE_SECRET MAIL_SECRET',
  signing: 'CARRIER_EVENTS_SECRET RESEND_WEBHOOK_SECRET',
  sealing: 'SECRETS_KEY',
  publicKey: 'SENDGRID_PUBLIC_KEY',
  privateKey: 'DKIM_PRIVATE_KEY',
  topic: 'SES_TOPIC_ARN',
  id: 'DISCORD_GUILD',
  sender: 'MAIL_FROM',
  senders: 'MAIL_SUPPORT',
  statuses: 'WOOCOMMERCE_STATUSES',
}

const kinds = Object.entries(KINDS) as [keyof typeof WRONG, string][]
const settings = kinds.flatMap(([kind, names]) => names.split(/\s+/).map(name => ({ name, kind })))
const mistakes = settings.flatMap(({ name, kind }) => WRONG[kind].map(value => [name, value] as const))

/** What the start and the doctor say. */
function said(environment: Record<string, string>): string {
  try {
    parseSettings(environment, integrations)
    return ''
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
const about = (name: string, value: string) =>
  said({ [name]: value })
    .split('\n')
    .find(line => line.startsWith(`  ${name} `)) ?? ''

describe('every setting that any integration brings', () => {
  test('has a kind here, by which mistakes in it are known', () => {
    expect(settings.map(({ name }) => name).sort()).toEqual(Object.keys(allSettings(integrations)).sort())
  })

  test.each(mistakes)(
    '%s=%j is refused in a sentence that names it, says what to do and shows no secret',
    (name, value) => {
      expect(about(name, value)).toMatch(/ must (be|begin|have) /)
      expect(said({ [name]: value })).not.toMatch(/h[uü]nter2/)
    },
  )

  test('answers whatever is in it with a sentence, never with a failure', () => {
    const names = fc.constantFrom(...settings.map(({ name }) => name))
    fc.assert(fc.property(names, fc.string({ unit: 'binary' }), (name, value) => said({ [name]: value }).length >= 0))
  })
})

test.each([
  ['SMTP_URL', 'smtps://a%40shop.example:100%25@smtp.shop.example:465'],
  ['IMAP_URL', 'imaps://a:b@imap.shop.example/Shop%20mail'],
  ['DATABASE_URL', 'postgres:///waybill?host=/var/run/postgresql'],
  ['HOST', '::1'],
  ['SMTP_HOST', 'mail_server'],
  ['SHOPIFY_WEBHOOK_SECRET', 'new, old'],
  ['METRICS_TOKEN', 'let me look at it'],
  ['CARRIER_EVENTS_SECRET', `whsec_${Buffer.alloc(24, 7).toString('base64')}`],
  ['SES_TOPIC_ARN', 'arn:aws-us-gov:sns:us-gov-west-1:123456789012:mail.fifo'],
  ['SENDGRID_PUBLIC_KEY', der(ec.publicKey)],
  ['SENDGRID_PUBLIC_KEY', oneLine(String(ec.publicKey.export({ type: 'spki', format: 'pem' })))],
  ['DKIM_PRIVATE_KEY', oneLine(String(rsa.privateKey.export(pem)))],
  ['DKIM_SELECTOR', 's1.waybill'],
])('%s=%s is taken', (name, value) => expect(about(name, value)).toBe(''))
