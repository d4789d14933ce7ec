/** A mail to a customer, as it leaves: with the same `id` it is the same mail, however often it is sent. */
export type OutgoingMail = {
  id: string
  to: string
  /** Which of the addresses that customers write to it is from; null for the first. */
  from: string | null
  subject: string
  text: string
  /** Ids of files. */
  files: readonly string[]
  /** What it answers, and what came before that, the first first: Message-IDs with no brackets, and ids of mails of ours. */
  answers: string | null
  thread: readonly string[]
}

/** What carries mail to customers. */
export type Mailer = {
  /** @throws Later, Unsure, NoRoom or Invalid, as `Medium` says of a post. */
  send(mail: OutgoingMail): Promise<void>
}
