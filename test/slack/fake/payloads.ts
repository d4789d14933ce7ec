import { type Channel, shownName } from './channels.ts'
import type { Json } from './json.ts'
import type { Message } from './messages.ts'
import type { User } from './users.ts'
import type { View } from './views.ts'
import type { World } from './world.ts'

/** The shapes of interaction payloads (docs.slack.dev/reference/interaction-payloads), strangers' organisation and all. */
const actionTs = (world: World): string => world.workspace.nextTs()

/** `team` is the actor's own organisation, in Connect channels another than ours (bolt-js#1614). */
function base(world: World, type: string, user: User): Json {
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
    api_app_id: world.workspace.appId,
    token: world.app.verificationToken,
    team: { id: user.team, domain: user.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

const room = (channel: Channel): Json => ({ id: channel.id, name: shownName(channel) })

export function command(world: World, user: User, channel: Channel, name: string, text: string): Json {
  return {
    token: world.app.verificationToken,
    team_id: world.workspace.teamId,
    team_domain: world.workspace.domain,
    channel_id: channel.id,
    channel_name: shownName(channel),
    user_id: user.id,
    user_name: user.name,
    command: name,
    text,
    api_app_id: world.workspace.appId,
    is_enterprise_install: 'false',
    response_url: world.responseUrls.issue(world.origin, channel.id, user.id),
    trigger_id: world.triggers.pull(user.id),
  }
}

export type Place = { channel: Channel; message: Message } | { view: View }

/** Where an element stands. An ephemeral message is not repeated in the payload, only named. */
function place(world: World, user: User, at: Place): Json {
  if ('view' in at) return { container: { type: 'view', view_id: at.view.id }, view: at.view.object() }
  const { channel, message } = at
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.onlyFor !== null,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: room(channel),
    ...(message.onlyFor ? {} : { message: world.workspace.shown(message) }),
    response_url: world.responseUrls.issue(world.origin, channel.id, user.id, message),
  }
}

export function blockActions(world: World, user: User, at: Place, action: Json, state: Json | null): Json {
  return {
    ...base(world, 'block_actions', user),
    ...place(world, user, at),
    trigger_id: world.triggers.pull(user.id, 'view' in at ? at.view.id : null),
    ...(state ? { state: { values: state } } : {}),
    actions: [{ ...action, action_ts: actionTs(world) }],
  }
}

export function blockSuggestion(
  world: World,
  user: User,
  at: Place,
  element: { blockId: string; actionId: string },
  value: string,
): Json {
  const { response_url: _, ...where } = place(world, user, at)
  return {
    ...base(world, 'block_suggestion', user),
    ...where,
    block_id: element.blockId,
    action_id: element.actionId,
    value,
  }
}

export function viewSubmission(world: World, user: User, view: View): Json {
  return {
    ...base(world, 'view_submission', user),
    trigger_id: world.triggers.pull(user.id, view.id),
    view: view.object(),
    response_urls: [],
  }
}

export function viewClosed(world: World, user: User, view: View, cleared: boolean): Json {
  return { ...base(world, 'view_closed', user), view: view.object(), is_cleared: cleared }
}

export function messageShortcut(
  world: World,
  user: User,
  channel: Channel,
  message: Message,
  callbackId: string,
): Json {
  return {
    ...base(world, 'message_action', user),
    action_ts: actionTs(world),
    callback_id: callbackId,
    trigger_id: world.triggers.pull(user.id),
    response_url: world.responseUrls.issue(world.origin, channel.id, user.id),
    channel: room(channel),
    message_ts: message.ts,
    message: { ...world.workspace.shown(message), ...filesOf(world, message) },
  }
}

/** The files of a message as an interaction tells them. */
function filesOf(world: World, { files }: Message): Json {
  const found = files.flatMap(id => world.files.find(id) ?? [])
  return found.length > 0 ? { files: found.map(file => world.files.object(file, world.origin)) } : {}
}

export function globalShortcut(world: World, user: User, callbackId: string): Json {
  return {
    ...base(world, 'shortcut', user),
    action_ts: actionTs(world),
    callback_id: callbackId,
    trigger_id: world.triggers.pull(user.id),
  }
}
