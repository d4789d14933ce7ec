import type { App, BlockAction, ButtonAction, PlainTextInputAction, StaticSelectAction } from '@slack/bolt'
import type { Ask } from '../../../kernel/asking/command.ts'
import type { Reads } from '../../../kernel/ground/db.ts'
import { FROM_MESSAGE, type TrackingIn } from '../../../kernel/hearing/from-message.ts'
import type { Channels } from '../channels.ts'
import { PRESS } from '../draw/card.ts'
import { FORM, VALUE } from '../draw/form.ts'
import type { keepHomes } from '../home.ts'
import { chooseOnHome, HOME, readChoice } from '../home-choice.ts'
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

type Pressed = BlockAction<ButtonAction | StaticSelectAction>
type Chosen = BlockAction<ButtonAction | StaticSelectAction | PlainTextInputAction>

/** Everything that we listen to. What nobody listens to is acknowledged by deduplicate.ts. */
export function register(
  app: App,
  dependencies: Dependencies,
  { options, threadMessages, people, channels, homes, us }: Registered,
): void {
  app.command(/^\//, commandListener(dependencies))
  app.action<Pressed>({ type: 'block_actions', action_id: new RegExp(`^${PRESS}`) }, pressListener(dependencies))
  app.action<Chosen>({ type: 'block_actions', action_id: new RegExp(`^${HOME}`) }, async ({ ack, body, action }) => {
    await ack()
    const chosen = (action.type === 'static_select' ? action.selected_option?.value : action.value) ?? ''
    const before = readChoice(body.view?.private_metadata)
    void homes.opened(body.user.id, chooseOnHome(before, action.action_id, chosen))
  })
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
    if (event.tab === 'home') void homes.opened(event.user, readChoice(event.view?.private_metadata))
  })
  followRooms(app, { ask: options.ask, people, channels, us })
}
