import type { App } from '@slack/bolt'
import type { Ask } from '../../kernel/asking/command.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import type { Channels } from './channels.ts'
import type { People } from './people.ts'

type Parts = { ask: Ask; people: People; channels: Channels; us: () => string }

/** Follows our rooms: invited, removed, renamed, archived, shared, under another id. */
export function followRooms(app: App, { ask, people, channels, us }: Parts): void {
  const follow = async (command: string, eventId: string, input: Record<string, string>) => {
    channels.forget()
    await ask(command, { chat: 'slack', ...input }, waybill, { source: 'slack', key: eventId })
  }

  app.event('member_left_channel', async ({ event, body }) => {
    people.forget(event.channel)
    if (event.user !== us()) return
    await follow('room.lose', body.event_id, { channel: event.channel, why: 'I was removed from that channel' })
  })
  app.event('member_joined_channel', async ({ event, body }) => {
    people.forget(event.channel)
    if (event.user === us()) await follow('room.regain', body.event_id, { channel: event.channel })
  })
  for (const name of ['channel_archive', 'group_archive'] as const)
    app.event(name, ({ event, body }) =>
      follow('room.lose', body.event_id, { channel: event.channel, why: 'That channel was archived' }),
    )
  for (const name of ['channel_unarchive', 'group_unarchive'] as const)
    app.event(name, ({ event, body }) => follow('room.regain', body.event_id, { channel: event.channel }))
  for (const name of ['channel_deleted', 'group_deleted'] as const)
    app.event(name, ({ event, body }) =>
      follow('room.lose', body.event_id, { channel: event.channel, why: 'That channel was deleted' }),
    )
  // After removal from a private channel, the event has another name.
  app.event('group_left', ({ event, body }) =>
    follow('room.lose', body.event_id, { channel: event.channel, why: 'I was removed from that channel' }),
  )
  app.event('channel_left', ({ event, body }) =>
    follow('room.lose', body.event_id, { channel: event.channel, why: 'I was removed from that channel' }),
  )
  for (const name of ['channel_rename', 'group_rename'] as const)
    app.event(name, ({ event, body }) =>
      follow('room.rename', body.event_id, { channel: event.channel.id, name: event.channel.name }),
    )
  app.event('channel_id_changed', ({ event, body }) =>
    follow('room.move', body.event_id, { channel: event.old_channel_id, to: event.new_channel_id }),
  )
  app.event('channel_shared', ({ event, body }) => follow('room.share', body.event_id, { channel: event.channel }))
  app.event('channel_unshared', async ({ event }) => people.forget(event.channel))
}

/** The events that this file listens to; the manifest asks for them. */
export const ROOM_EVENTS = [
  'member_left_channel',
  'member_joined_channel',
  'channel_archive',
  'group_archive',
  'channel_unarchive',
  'group_unarchive',
  'channel_deleted',
  'group_deleted',
  'group_left',
  'channel_left',
  'channel_rename',
  'group_rename',
  'channel_id_changed',
  'channel_shared',
  'channel_unshared',
] as const
