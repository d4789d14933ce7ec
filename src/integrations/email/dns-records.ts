import { createPublicKey } from 'node:crypto'
import { domainOf, type MailSettings } from './mail-settings.ts'

/** A DNS record that mail needs: its name, its kind, and what it holds; `known` is how one that is there begins. */
export type DnsRecord = { name: string; kind: 'TXT' | 'MX'; value: string; known: string; why: string }

/** The records by which receivers believe that mail is from this shop, and by which answers come back. Pure. */
export function dnsRecords({ from, support, domain, dkim, smtp }: MailSettings): readonly DnsRecord[] {
  const own = domainOf(from.address)
  const others = [...new Set(support.map(({ address }) => domainOf(address)))].filter(one => one !== own)
  return [
    // Receivers look at the domain of the envelope, where bounces go.
    spf(domain, smtp.host),
    ...(domain === own ? [] : [spf(own, smtp.host)]),
    ...(dkim
      ? [
          {
            name: `${dkim.selector}._domainkey.${dkim.domain}`,
            ...{ kind: 'TXT' as const, known: 'v=DKIM1', why: 'DKIM: the key by which receivers check the signature' },
            value: `v=DKIM1; k=rsa; p=${publicKeyOf(dkim.privateKey)}`,
          },
        ]
      : []),
    ...others.filter(one => one !== domain).map(one => spf(one, smtp.host)),
    ...[own, ...others].map(dmarc),
    {
      name: domain,
      ...{
        kind: 'MX',
        known: '',
        why: `replies to po+…@${domain}${support.length > 0 ? ` and help+…@${domain}` : ''}, and bounces`,
      },
      value: `10 (the server that takes mail for ${domain})`,
    },
  ]
}

function dmarc(name: string): DnsRecord {
  const why = 'DMARC: what receivers do with mail that only says it is yours'
  const value = `v=DMARC1; p=none; rua=mailto:postmaster@${name}`
  return { name: `_dmarc.${name}`, kind: 'TXT', known: 'v=DMARC1', why, value }
}

function spf(name: string, host: string): DnsRecord {
  const why = 'SPF: which servers may send its mail'
  return { name, kind: 'TXT', known: 'v=spf1', why, value: `v=spf1 ${senders(host)} ~all` }
}

/** What well-known services have customers write; for any other, its own addresses. */
function senders(host: string): string {
  const known = Object.entries(INCLUDES).find(([end]) => host.toLowerCase().endsWith(end))
  return known ? `include:${known[1]}` : `a:${host}`
}

const INCLUDES: Readonly<Record<string, string>> = {
  'gmail.com': '_spf.google.com',
  'google.com': '_spf.google.com',
  'office365.com': 'spf.protection.outlook.com',
  'amazonaws.com': 'amazonses.com',
  'mailgun.org': 'mailgun.org',
  'sendgrid.net': 'sendgrid.net',
  'postmarkapp.com': 'spf.mtasv.net',
}

const publicKeyOf = (privateKey: string) =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
