import MailComposer from 'nodemailer/lib/mail-composer'
import type { Options } from 'nodemailer/lib/mailer'

/** A mail as it would go over the wire, of what a provider has taken apart. */
export function writeRaw(mail: Options): Promise<Uint8Array> {
  const safe = { ...mail, disableFileAccess: true, disableUrlAccess: true }
  return new MailComposer(safe).compile().build()
}

/** Headers that the composer writes itself, or that say how the mail was packed before. */
const OWN =
  /^(from|to|cc|subject|date|message-id|content-type|content-transfer-encoding|mime-version|content-disposition)$/i

/** A provider’s list of headers, without those that a new mail gets anyway. */
export function otherHeaders(all: readonly { name: string; value: string }[]) {
  return all
    .filter(({ name }) => !OWN.test(name))
    .map(({ name, value }) => ({ key: name, value: value.slice(0, 5_000) }))
}
