import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt'
import type { Ask } from '../../../kernel/asking/command.ts'
import type { Reads } from '../../../kernel/ground/db.ts'
import { FROM_MESSAGE, type TrackingIn } from '../../../kernel/hearing/from-message.ts'
import type { Channels } from '../channels.ts'
import { FORM, VALUE } from '../draw/form.ts'
import type { keepHomes } from '../home.ts'
import type { People } from '../people.ts'
import { followRooms } from '../rooms.ts'
import { commandListener, type Dependencies, mentionListener, pressListener } from './commands-and-presses.ts'
import { formListener } from './forms.ts'
import { ANYWHERE, anywhereListener, claimListener, SHORTCUT, shortcutListener } from './shortcuts.ts'
import { suggestionListener } from './suggestions.ts'
import type { ThreadMessages } from './thread-messages.ts'

type Registered = {
  options: { db: Reads; ask: Ask; trackingIn: TrackingIn }
  /** Hears what is written in threads; null where that is not asked for. */
  threadMessages: ThreadMessages | null
  people: People
  channels: Channels
  homes: ReturnType<typeof keepHomes>
  us: () => string
}

/** Everything that we listen to. What nobody listens to is acknowledged by deduplicate.ts. */
export function register(
  app: App,
  dependencies: Dependencies,
  { options, threadMessages, people, channels, homes, us }: Registered,
): void {
  app.command(/^\//, commandListener(dependencies))
  app.action<BlockAction<ButtonAction | StaticSelectAction>>({ type: 'block_actions' }, pressListener(dependencies))
  app.view({ callback_id: FORM, type: 'view_submission' }, formListener(dependencies))
  app.shortcut({ callback_id: SHORTCUT.callback, type: 'message_action' }, shortcutListener(dependencies, options))
  for (const { id, command } of FROM_MESSAGE)
    app.shortcut({ callback_id: id, type: 'message_action' }, claimListener(dependencies, command))
  for (const shortcut of ANYWHERE)
    app.shortcut({ callback_id: shortcut.callback, type: 'shortcut' }, anywhereListener(dependencies, shortcut))
  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: VALUE }, suggestionListener(dependencies))
  app.event('app_mention', mentionListener(dependencies))
  if (threadMessages) app.event('message', threadMessages.heard)
  app.event('app_home_opened', async ({ event }) => {
    // Drawn apart from the acknowledgement, which must not wait for Slack.
    if (event.tab === 'home') void homes.opened(event.user)
  })
  followRooms(app, { ask: options.ask, people, channels, us })
}
