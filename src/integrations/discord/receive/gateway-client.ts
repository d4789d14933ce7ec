import { Client, type ClientOptions, GatewayIntentBits, Options } from 'discord.js'

/** Most that is kept of people we met; ourselves always. */
const MOST_PEOPLE = 100

/**
 * The gateway's listener. It needs to know of servers, channels and roles and of nothing that is said in them: what
 * people do comes as interactions, and everything else is read over REST.
 * @param hears whether it receives what is said as well.
 */
export function makeClient(api: string | null, hears: boolean): Client {
  const self = {
    maxSize: MOST_PEOPLE,
    keepOverLimit: ({ id, client }: { id: string; client: Client }) => id === client.user?.id,
  }
  const none = Object.fromEntries(UNKEPT.map(name => [name, 0]))
  const options: ClientOptions = {
    intents: hears ? [GatewayIntentBits.Guilds, ...WORDS] : [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({ ...none, GuildMemberManager: self, UserManager: self }),
    ...(api && { rest: { api } }),
  }
  return new Client(options)
}

/** The intents for messages and their words. docs: events/gateway, "Message Content Intent". */
const WORDS = [GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent] as const

/** Servers, channels, roles and overwrites may not be left out: discord.js reckons with them. */
const UNKEPT = [
  'ApplicationCommandManager',
  'ApplicationEmojiManager',
  'AutoModerationRuleManager',
  'BaseGuildEmojiManager',
  'DMMessageManager',
  'EntitlementManager',
  'GuildBanManager',
  'GuildEmojiManager',
  'GuildForumThreadManager',
  'GuildInviteManager',
  'GuildMessageManager',
  'GuildScheduledEventManager',
  'GuildStickerManager',
  'GuildTextThreadManager',
  'MessageManager',
  'PresenceManager',
  'ReactionManager',
  'ReactionUserManager',
  'StageInstanceManager',
  'ThreadManager',
  'ThreadMemberManager',
  'VoiceStateManager',
] as const
