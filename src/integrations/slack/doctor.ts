import { type WebAPICallResult, WebAPIHTTPError, WebAPIRequestError, type WebClient } from '@slack/web-api'
import type { BoundRoom } from '../../kernel/connecting/integration.ts'
import type { NamedRooms } from '../../kernel/connecting/staff-rooms.ts'
import type { Log } from '../../kernel/ground/log.ts'
import type { Finding } from '../../kernel/shapes/finding.ts'
import { list } from '../../kernel/words/text.ts'
import { openWeb, slackError } from './client.ts'
import { BRIDGE_EVENTS, BRIDGE_SCOPES, SCOPES } from './commands.ts'
import type { SlackSettings } from './connect.ts'

type Parts = { settings: SlackSettings; rooms: readonly BoundRoom[]; log: Log }
type Channel = { id: string; name: string; open: boolean; shared: boolean; archived: boolean }

/** Looks at everything on Slack's side that Waybill needs, and says what to do where it lacks. Never throws. */
export async function doctorSlack({ settings, rooms, log }: Parts): Promise<readonly Finding[]> {
  const web = openWeb({ token: settings.botToken, api: settings.api, log })
  try {
    const self = await web.auth.test()
    const who = { well: true, what: `Slack: the bot token is that of @${self.user} in ${self.team}.` }
    const { bot } = self.bot_id ? await web.bots.info({ bot: self.bot_id }).catch(() => ({ bot: null })) : { bot: null }
    const way = await delivery(settings, bot?.app_id ?? null, log)
    const mine = await ourChannels(web)
    const places = [...namedRooms(settings.rooms, mine, rooms), ...rooms.map(room => bound(room, mine))]
    return [who, granted(self, settings.bridge), way, ...heard(settings.bridge), ...places]
  } catch (error) {
    return [broken(error)]
  }
}

function granted({ response_metadata }: WebAPICallResult, bridge = false): Finding {
  const had = response_metadata?.scopes ?? []
  const lacking = Object.entries(bridge ? { ...SCOPES, ...BRIDGE_SCOPES } : SCOPES).filter(
    ([scope]) => !had.includes(scope),
  )
  if (lacking.length === 0) return { well: true, what: 'Slack: the bot has every scope it needs.' }
  const what = `Slack: the bot lacks ${list(lacking.map(([scope, why]) => `${scope} (it ${why})`))}.`
  const fix = `Paste ${bridge ? 'manifest.bridge.yml' : 'manifest.yml'} into App Manifest of your app, save, and install the app again.`
  return { well: false, what, fix }
}

/** Slack tells nobody which events an app gets: what can be checked is said, and how to see the rest. */
function heard(bridge = false): readonly Finding[] {
  if (!bridge) return []
  const what = `Slack: BRIDGE is on. The app must get the events ${list(BRIDGE_EVENTS)}, as manifest.bridge.yml asks; write a line in a conversation’s thread to see that it crosses.`
  return [{ well: true, what }]
}

/** Whether what people do reaches us. The app token names its app, which must be the bot's. */
async function delivery({ appToken, api }: SlackSettings, app: string | null, log: Log): Promise<Finding> {
  if (!appToken)
    return { well: true, what: 'Slack: HTTP mode. Slack must reach /slack/events of this server over https.' }
  const [, , named] = appToken.split('-')
  if (app && named?.startsWith('A') && named !== app) {
    const fix = 'Take SLACK_APP_TOKEN and SLACK_BOT_TOKEN from one app.'
    return { well: false, what: 'Slack: the two tokens belong to two apps.', fix }
  }
  try {
    await openWeb({ token: appToken, api, log }).apps.connections.open({})
    return { well: true, what: 'Slack: Socket Mode answers.' }
  } catch (error) {
    if (!slackError(error)) return broken(error)
    const fix =
      slackError(error) === 'missing_scope'
        ? 'Make an app-level token with connections:write under Basic Information.'
        : 'Switch Socket Mode on, and take the app-level token from Basic Information.'
    return { well: false, what: `Slack: Socket Mode does not open (${slackError(error)}).`, fix }
  }
}

/** The rooms of the settings that no start has listed yet. */
function namedRooms(named: NamedRooms, mine: readonly Channel[], known: readonly BoundRoom[]): readonly Finding[] {
  return Object.entries(named).flatMap(([purpose, wanted]: [string, string | null]) => {
    if (!wanted) return []
    const found = mine.find(({ id, name }) => id === wanted || name === wanted.replace(/^#/, ''))
    if (found && known.some(room => room.channel === found.id)) return []
    if (found) return [state(found, 'staff')]
    const setting = `SLACK_${purpose.toUpperCase()}_ROOM`
    return [
      { well: false, what: `Slack: ${setting} is ${wanted}, and I’m not in a channel of that name.`, fix: INVITE },
    ]
  })
}

function bound({ channel, name, side }: BoundRoom, mine: readonly Channel[]): Finding {
  const found = mine.find(({ id }) => id === channel)
  return found ? state(found, side) : { well: false, what: `Slack: I am not in #${name} any more.`, fix: INVITE }
}

const INVITE = 'Open the channel and type /invite @waybill, or name another.'

/** Readers of a staff room are staff, so it must be private and ours alone. */
function state({ name, open, shared, archived }: Channel, side: 'staff' | 'supplier'): Finding {
  const no = (what: string, fix: string) => ({ well: false, what: `Slack: #${name} ${what}.`, fix })
  if (archived) return no('is archived', 'Unarchive it, or name another.')
  if (side === 'staff' && shared)
    return no('is shared with another organisation, which can read your cards', 'Stop sharing it, or name another.')
  if (side === 'staff' && open)
    return no('is public: everybody in the workspace can read it, and its readers count as staff', 'Make it private.')
  return { well: true, what: `Slack: I am in #${name}.` }
}

async function ourChannels(web: WebClient): Promise<readonly Channel[]> {
  const all: Channel[] = []
  let cursor: string | undefined
  do {
    const types = 'public_channel,private_channel'
    const page = await web.users.conversations({ types, limit: 200, ...(cursor && { cursor }) })
    for (const { id = '', name = '', is_private, is_ext_shared, is_archived } of page.channels ?? [])
      all.push({ id, name, open: !is_private, shared: is_ext_shared === true, archived: is_archived === true })
    cursor = page.response_metadata?.next_cursor
  } while (cursor)
  return all
}

function broken(error: unknown): Finding {
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError)
    return { well: false, what: 'Slack: it cannot be reached now.', fix: 'Look at the network and at SLACK_API_URL.' }
  const word = slackError(error)
  const token = /auth|token|account/.test(word ?? '')
  const what = token ? `Slack: it does not accept SLACK_BOT_TOKEN (${word}).` : `Slack: ${word ?? error}.`
  const fix = token ? 'Copy the token that begins with xoxb- from OAuth & Permissions.' : 'Fix that, and try again.'
  return { well: false, what, fix }
}
