export type ChannelKind = 'public' | 'private' | 'im'

export type Channel = {
  id: string
  name: string
  kind: ChannelKind
  members: Set<string>
  archived: boolean
  /** Only some people may post there, and the bot is none of them. */
  readOnly: boolean
  created: number
  creator: string
  previousNames: string[]
  /** The other organisations of a Slack Connect channel. */
  connected: Set<string>
}

export const isShared = (channel: Channel): boolean => channel.connected.size > 0

/** What interaction payloads call a channel: private ones and DMs never by their name. */
export const shownName = ({ kind, name }: Channel): string =>
  kind === 'public' ? name : kind === 'private' ? 'privategroup' : 'directmessage'

/** The scopes that let a bot see a channel or read what was said there (docs.slack.dev/reference/scopes). */
export const scopeFor = ({ kind }: Pick<Channel, 'kind'>, what: 'read' | 'history'): string =>
  `${kind === 'public' ? 'channels' : kind === 'private' ? 'groups' : 'im'}:${what}`

/** A channel as conversations.info shows it. */
export function channelObject(channel: Channel, teamId: string, botId: string): Record<string, unknown> {
  const base = {
    id: channel.id,
    created: Math.floor(channel.created / 1000),
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    updated: channel.created,
    context_team_id: teamId,
  }
  if (channel.kind === 'im')
    return { ...base, is_user_deleted: false, user: [...channel.members].find(member => member !== botId), priority: 0 }
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private' && channel.id.startsWith('G'),
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    ...(channel.readOnly && { is_read_only: true }),
    is_member: channel.members.has(botId),
    is_shared: isShared(channel),
    is_ext_shared: isShared(channel),
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    shared_team_ids: [teamId, ...channel.connected],
    connected_team_ids: [...channel.connected],
    parent_conversation: null,
    creator: channel.creator,
    unlinked: 0,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: channel.previousNames,
  }
}
