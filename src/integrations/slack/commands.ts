import type { Commands } from '../../kernel/asking/command.ts'
import { FROM_MESSAGE } from '../../kernel/hearing/from-message.ts'
import { vocabulary } from '../../kernel/hearing/grammar.ts'
import { cut } from '../../kernel/words/text.ts'
import { ANYWHERE, SHORTCUT } from './receive/shortcuts.ts'
import { ROOM_EVENTS } from './rooms.ts'

/** Every scope we ask for, and what for. */
export const SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'hears @waybill',
  'channels:history': 'looks for its own message before it sends one again',
  'channels:read': 'knows its public channels and who reads them',
  'chat:write': 'posts and redraws cards',
  commands: 'slash commands and shortcuts',
  'files:read': 'takes in the files that people choose in forms',
  'files:write': 'shows pictures and files on cards',
  'groups:history': 'the same in private channels',
  'groups:read': 'the same for private channels',
  'im:write': 'sends the files of a private answer to the person who asked',
  'users:read': 'knows people by their names, and who belongs to another organisation',
}

/** Every event we listen to. */
const EVENTS: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'tokens_revoked',
  ...ROOM_EVENTS,
]

/** What is asked for besides where what people write in threads crosses. */
export const BRIDGE_SCOPES: Readonly<Record<string, string>> = {
  'channels:history': 'hears what is written in the threads of its cards',
  'groups:history': 'hears the same in private channels',
}
export const BRIDGE_EVENTS: readonly string[] = ['message.channels', 'message.groups']

/** What a command's menu says of the nouns; a noun without words here is described by its first verb. */
const NOUNS: Readonly<Record<string, string>> = {
  order: 'Find, forward, hold and follow orders.',
  po: 'Answer for a purchase order.',
  tracking: 'Add, list, correct and remove tracking numbers.',
  change: 'Changes that wait for a supplier’s answer.',
  supplier: 'Suppliers, their rooms, contacts and SKUs.',
  store: 'Your stores.',
  case: 'Take, nudge, snooze and close cases.',
  late: 'Late shipments: list, show, snooze, re-route.',
  complaint: 'Open, answer and resolve complaints.',
  return: 'Open, approve, follow and close returns.',
}

/**
 * The app's manifest, as api.slack.com takes it: every command, shortcut, scope and event of the code.
 * @param bridge with what it takes to hear what people write in threads.
 */
export function manifest(commands: Commands, bridge = false) {
  const scopes = new Set(Object.keys({ ...SCOPES, ...(bridge && BRIDGE_SCOPES) }))
  const events = bridge ? [...EVENTS, ...BRIDGE_EVENTS] : EVENTS
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Waybill',
      description: 'Orders to suppliers, tracking numbers back, and nothing forgotten in between.',
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: false, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'waybill', always_online: true },
      shortcuts: [
        ...ANYWHERE.map(({ name, callback, description }) => ({
          name,
          type: 'global',
          callback_id: callback,
          description,
        })),
        {
          name: SHORTCUT.name,
          type: 'message',
          callback_id: SHORTCUT.callback,
          description: 'Add the tracking numbers in this message, or in its spreadsheet',
        },
        ...FROM_MESSAGE.map(({ id, noun }) => ({
          name: `Open a ${noun}`,
          type: 'message',
          callback_id: id,
          description: `Open a ${noun} with the words and pictures of this message`,
        })),
      ],
      slash_commands: slashCommands(commands),
    },
    oauth_config: { scopes: { bot: [...scopes].sort() } },
    settings: {
      event_subscriptions: { bot_events: events.toSorted() },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  }
}

/** docs: reference/app-manifest, "features". */
const LONGEST_HINT = 1_000

/** One for each noun that anybody may type; Slack escapes people, channels and links in what follows. */
function slashCommands(commands: Commands) {
  // Staff's words describe a noun that several sides have.
  const sides = ['staff', 'supplier', 'stranger', 'staff'] as const
  const nouns = new Map(sides.flatMap(side => [...vocabulary(commands, side)]))
  return [...nouns].map(([noun, verbs]) => ({
    command: `/${noun}`,
    description: NOUNS[noun] ?? commands[[...verbs.values()][0] ?? '']?.does ?? `Everything of ${noun}.`,
    usage_hint: cut([...verbs.keys()].join(' | '), LONGEST_HINT),
    should_escape: true,
  }))
}
