import { randomBytes } from 'node:crypto'

type Shortcut = { name: string; type: 'message' | 'global'; callbackId: string }

/** How our app is installed: what its manifest says and what the workspace's admins allow. */
export type App = {
  botToken: string
  appToken: string
  signingSecret: string
  /** The deprecated token that payloads still carry. */
  verificationToken: string
  /** Scopes of the bot token. */
  scopes: Set<string>
  /** Scopes of the app-level token. */
  appScopes: Set<string>
  /** Bot events it is subscribed to. */
  events: Set<string>
  /** Slash commands with a slash; null: every command is ours. */
  commands: ReadonlySet<string> | null
  /** `should_escape` of the commands. */
  escapes: boolean
  /** Null: every callback id is ours. */
  shortcuts: readonly Shortcut[] | null
  homeTab: boolean
  /** The admin setting "Multi-channel guests may use app slash commands and shortcuts". */
  guestsMayCommand: boolean
  revoked: boolean
}

/** Everything that an operations bot in channels of its own and its suppliers could want. */
const scopes = [
  ...[
    'app_mentions:read',
    'chat:write',
    'commands',
    'users:read',
    'im:read',
    'im:write',
    'im:history',
    'files:read',
    'files:write',
  ],
  ...['channels:read', 'channels:history', 'channels:join', 'groups:read', 'groups:history'],
]
const events = [
  ...['app_home_opened', 'app_mention', 'app_uninstalled', 'tokens_revoked'],
  ...[
    'channel_archive',
    'channel_unarchive',
    'channel_rename',
    'channel_deleted',
    'channel_left',
    'channel_id_changed',
  ],
  ...['channel_shared', 'channel_unshared', 'member_joined_channel', 'member_left_channel', 'user_change'],
  ...['group_archive', 'group_unarchive', 'group_rename', 'group_deleted', 'group_left'],
]

export type AppOptions = Partial<Omit<App, 'scopes' | 'events' | 'commands' | 'appScopes'>> & {
  scopes?: readonly string[]
  events?: readonly string[]
  commands?: readonly string[]
}

export function installed(given: AppOptions = {}): App {
  const secret = () => randomBytes(12).toString('hex')
  return {
    botToken: `xoxb-${secret()}`,
    appToken: `xapp-1-${secret()}`,
    signingSecret: secret(),
    verificationToken: secret(),
    appScopes: new Set(['connections:write']),
    escapes: true,
    shortcuts: null,
    homeTab: true,
    guestsMayCommand: false,
    revoked: false,
    ...given,
    scopes: new Set(given.scopes ?? scopes),
    events: new Set(given.events ?? events),
    commands: given.commands ? new Set(given.commands) : null,
  }
}
