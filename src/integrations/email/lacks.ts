import type { settings } from './settings.ts'

type Name = keyof typeof settings
type Has = (name: Name, value?: string) => boolean

/** What is missing where e-mail is half configured, a sentence each. */
export function lacksOfMail(has: Has): readonly string[] {
  if (!isMailWanted(has)) return []
  const server = has('SMTP_URL') || has('SMTP_HOST')
  const oauth = has('SMTP_OAUTH_CLIENT_ID') || has('SMTP_OAUTH_REFRESH_TOKEN')
  return [
    ...(has('MAIL_FROM') ? [] : ['MAIL_FROM must say who mails are from, such as Shop orders <orders@shop.example>']),
    ...(server ? [] : ['SMTP_URL (or SMTP_HOST) must name the server that sends the mail']),
    ...(has('MAIL_SECRET') ? [] : ['MAIL_SECRET is not set: `openssl rand -hex 32` makes one']),
    ...(has('SMTP_PASSWORD') && !has('SMTP_USER') ? ['SMTP_USER must be set along with SMTP_PASSWORD'] : []),
    ...(oauth ? missing(has, ['SMTP_USER', 'SMTP_OAUTH_CLIENT_ID', 'SMTP_OAUTH_REFRESH_TOKEN'], 'for XOAUTH2') : []),
    ...(has('DKIM_SELECTOR') || has('DKIM_PRIVATE_KEY')
      ? missing(has, ['DKIM_SELECTOR', 'DKIM_PRIVATE_KEY'], 'to sign with DKIM')
      : []),
  ]
}

/** Whether the settings ask for mail. */
export const isMailWanted = (has: Has) => has('MAIL_FROM') || has('MAIL_SUPPORT') || has('SMTP_URL') || has('SMTP_HOST')

function missing(has: Has, names: readonly Name[], why: string): readonly string[] {
  return names.filter(name => !has(name)).map(name => `${name} must be set ${why}`)
}
