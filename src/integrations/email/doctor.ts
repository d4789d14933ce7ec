import { Resolver } from 'node:dns/promises'
import type { Finding } from '../../kernel/shapes/finding.ts'
import { type DnsRecord, dnsRecords } from './dns-records.ts'
import type { MailSettings } from './mail-settings.ts'
import { type MailError, replyWords } from './refused.ts'
import { openTransport } from './transport.ts'

/** What DNS has, as texts; `MX` as host names. @throws where nobody answers */
export type LookUp = (name: string, kind: DnsRecord['kind']) => Promise<readonly string[]>

/** Connects to the mail server, and looks for the DNS records that mail needs. Sends nothing, and never throws. */
export async function doctorEmail(settings: MailSettings, lookUp: LookUp = inDns()): Promise<readonly Finding[]> {
  return [await server(settings), ...(await Promise.all(dnsRecords(settings).map(one => record(one, lookUp))))]
}

async function server(settings: MailSettings): Promise<Finding> {
  const { host, port, auth } = settings.smtp
  const where = `${host}:${port}`
  const transport = openTransport(settings)
  try {
    await transport.verify()
    return { well: true, what: `E-mail: ${where} takes mail from ${auth ? auth.user : 'us'}.` }
  } catch (error) {
    const fix =
      'Check SMTP_URL (or SMTP_HOST, SMTP_PORT, SMTP_USER and SMTP_PASSWORD), and that this machine may connect there.'
    return { well: false, what: `E-mail: ${where} doesn’t take mail from us: ${replyWords(error as MailError)}`, fix }
  } finally {
    transport.close()
  }
}

async function record({ name, kind, value, known, why }: DnsRecord, lookUp: LookUp): Promise<Finding> {
  const fix = `Add this DNS record: ${name} ${kind} ${kind === 'TXT' ? `"${value}"` : value}`
  try {
    const found = (await lookUp(name, kind)).find(one => one.startsWith(known))
    return found === undefined
      ? { well: false, what: `E-mail: ${name} has no ${kind} record for ${why}.`, fix }
      : { well: true, what: `E-mail: ${name} ${kind} is “${found.slice(0, 80)}” (${why}).` }
  } catch {
    return { well: true, what: `E-mail: I couldn’t look up ${name} ${kind} (${why}). It should be: ${value}` }
  }
}

/** Names that aren't there have nothing; any other trouble is thrown. */
function inDns(): LookUp {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 })
  return async (name, kind) => {
    try {
      if (kind === 'MX') return (await resolver.resolveMx(name)).map(({ exchange }) => exchange)
      return (await resolver.resolveTxt(name)).map(parts => parts.join(''))
    } catch (error) {
      if (['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
      throw error
    }
  }
}
