import { readSender, readSenders } from './sender.ts'
import type { MailSettingValues } from './settings.ts'

/** What `MAIL_FROM` and the others say, read. */
export type MailSettings = {
  from: { name: string; address: string }
  /** Where customers write to: new mail to them is from the first. */
  support: readonly { name: string; address: string }[]
  /** Of our addresses and ids. */
  domain: string
  secrets: readonly string[]
  attaches: { pdf: boolean; csv: boolean }
  smtp: { host: string; port: number; isTls: boolean; auth: MailAuth | null }
  dkim: { domain: string; selector: string; privateKey: string } | null
}

type Password = { user: string; pass: string }
type OAuth = { type: 'OAuth2'; user: string; clientId: string; clientSecret: string; refreshToken: string }
export type MailAuth = Password | (OAuth & { accessUrl?: string })

const TLS_PORT = 465
const SUBMISSION_PORT = 587

/** Null where a setting that is needed is not there: `lacks` has said so. */
export function readMailSettings(values: MailSettingValues): MailSettings | null {
  const from = readSender(values.MAIL_FROM ?? '')
  const smtp = serverOf(values)
  if (!from || !smtp || !values.MAIL_SECRET) return null
  const own = domainOf(from.address)
  const attached = values.MAIL_ATTACH
  const { DKIM_SELECTOR: selector, DKIM_PRIVATE_KEY: key, DKIM_DOMAIN: signs } = values
  return {
    from,
    support: readSenders(values.MAIL_SUPPORT ?? '') ?? [],
    domain: values.MAIL_DOMAIN ?? own,
    secrets: values.MAIL_SECRET,
    attaches: { pdf: attached === 'pdf' || attached === 'both', csv: attached === 'csv' || attached === 'both' },
    smtp,
    dkim: selector && key ? { domain: signs || own, selector, privateKey: key } : null,
  }
}

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

function serverOf(values: MailSettingValues): MailSettings['smtp'] | null {
  const url = values.SMTP_URL ? new URL(values.SMTP_URL) : null
  const host = url?.hostname ?? values.SMTP_HOST
  if (!host) return null
  const secure = url?.protocol === 'smtps:'
  const port = url ? Number(url.port) || (secure ? TLS_PORT : SUBMISSION_PORT) : values.SMTP_PORT
  const user = decodeURIComponent(url?.username ?? '') || values.SMTP_USER
  const pass = decodeURIComponent(url?.password ?? '') || values.SMTP_PASSWORD
  return { host, port, isTls: secure || port === TLS_PORT, auth: user ? authOf(values, user, pass) : null }
}

function authOf(values: MailSettingValues, user: string, pass: string | undefined): MailAuth | null {
  const { SMTP_OAUTH_CLIENT_ID: clientId, SMTP_OAUTH_CLIENT_SECRET: clientSecret = '' } = values
  const { SMTP_OAUTH_REFRESH_TOKEN: refreshToken, SMTP_OAUTH_TOKEN_URL: accessUrl } = values
  if (clientId && refreshToken)
    return { type: 'OAuth2', user, clientId, clientSecret, refreshToken, ...(accessUrl && { accessUrl }) }
  return pass ? { user, pass } : null
}
