import type { Db } from '../../kernel/ground/db.ts'
import type { Enclose } from '../../kernel/shapes/enclosed.ts'
import type { AccessLinks } from '../../kernel/shapes/reach.ts'
import type { MailSettings } from './mail-settings.ts'

export type MailParts = {
  settings: MailSettings
  db: Db
  /** Links that a mail brings along. */
  access: AccessLinks
  /** What goes along with the mail of a card. */
  enclose: Enclose
  ownUrl: () => string
  now: () => Date
}
