/** Somebody in a header, the address in small letters. */
export type MailPerson = { address: string; name: string }

/** A part of a mail next to its words: an attachment, a picture in the text, or a report's own parts. */
export type MailPart = { name: string; type: string; bytes: Uint8Array; isInline: boolean }

/** A mail, whichever way it came: read, and not yet judged. */
export type Mail = {
  /** Its Message-ID with no brackets; null where it has none. */
  id: string | null
  from: MailPerson | null
  /** Every address that it went to, in small letters: those of the headers and of the envelope. */
  to: readonly string[]
  /** The envelope's sender: empty for a bounce, null where nobody kept it. */
  returnPath: string | null
  subject: string
  sentAt: Date | null
  /** Message-IDs that it answers, with no brackets; the nearest first. */
  answers: readonly string[]
  /** All its words as text, quoted ones too. */
  text: string
  /** Every header by its name in small letters, unfolded, in the order in which they stand. */
  headers: ReadonlyMap<string, readonly string[]>
  parts: readonly MailPart[]
}

/** The first header of that name; empty where there is none. */
export function headerOf({ headers }: Pick<Mail, 'headers'>, name: string): string {
  return headers.get(name)?.[0] ?? ''
}
