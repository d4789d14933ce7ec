import type { SendMailOptions } from 'nodemailer'
import type { Db } from '../../kernel/ground/db.ts'
import { Invalid } from '../../kernel/shapes/chat.ts'
import type { Mailer, OutgoingMail } from '../../kernel/shapes/mailer.ts'
import { isId } from '../../kernel/words/id.ts'
import { mailAddresses, mailId } from './addresses.ts'
import { loadMailCargo } from './attachments.ts'
import { delivering, type MailDelivery } from './deliver.ts'
import type { MailSettings } from './mail-settings.ts'
import type { MailTransport } from './transport.ts'

type Parts = { db: Db; settings: MailSettings; transport: Pick<MailTransport, 'send'> }

/**
 * Mail to customers, over the same connection as all other. An address that takes none is not remembered: it is a
 * customer’s, and staff decide on every single mail.
 */
export function mailingCustomers({ db, settings, transport }: Parts): Mailer & Pick<MailDelivery, 'trouble'> {
  const delivery = delivering({ send: transport.send, stop: async () => {} })
  return {
    send: mail => delivery.deliver(mail.id, mail.to, () => writeToCustomer(db, settings, mail)),
    trouble: delivery.trouble,
  }
}

/** What staff typed, and nothing else; in the thread of the mails that it answers. */
async function writeToCustomer(db: Db, settings: MailSettings, mail: OutgoingMail): Promise<SendMailOptions> {
  const { id, to, subject, text, files } = mail
  const { support, domain, secrets } = settings
  const addresses = mailAddresses(domain, secrets)
  const { attachments, missing } = await loadMailCargo(db, { files: files.map(file => ({ file, name: '' })) })
  if (missing.length > 0) throw new Invalid('Its files are more than 12 MB together, which many mail servers refuse')
  const named = (one: string) => (isId(one) ? mailId(one, domain) : `<${one}>`)
  const own = mailId(id, domain)
  return {
    from: support.find(({ address }) => address.toLowerCase() === mail.from) ?? support[0] ?? settings.from,
    to,
    replyTo: addresses.make('help', id),
    envelope: { from: addresses.make('bounce', id), to },
    messageId: own,
    ...(mail.answers && { inReplyTo: named(mail.answers) }),
    // Our own id is among the references as well: some relays put theirs in its place.
    references: [...mail.thread.map(named), own].join(' '),
    subject,
    text,
    attachments: [...attachments],
  }
}
