import type { Ask } from '../../../kernel/asking/command.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Room } from '../../../kernel/ground/tables.ts'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import type { Inbox } from '../../../kernel/hearing/inbox.ts'
import type { MailSettings } from '../mail-settings.ts'

export type TakeParts = {
  db: Db
  ask: Ask
  desk: Pick<Desk, 'openThreads'>
  inbox: () => Pick<Inbox, 'receive'>
  /** The rooms in which somebody acts for a supplier. */
  actsIn: (chat: string, user: string) => Promise<readonly Room[]>
  settings: Pick<MailSettings, 'domain' | 'secrets' | 'from' | 'support'>
  now: () => Date
}
