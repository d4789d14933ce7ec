import { apps } from './apps.ts'
import { auth } from './auth.ts'
import { chat } from './chat.ts'
import { conversations } from './conversations.ts'
import { files } from './files.ts'
import type { Method } from './method.ts'
import { own } from './own.ts'
import { users } from './users.ts'
import { views } from './views.ts'

/** Every method that this Slack knows. */
export const methods: Record<string, Method> = {
  ...apps,
  ...auth,
  ...chat,
  ...conversations,
  ...files,
  ...own,
  ...users,
  ...views,
}
