import type { AllMiddlewareArgs, GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt'
import { and, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../../../kernel/ground/db.ts'
import { messages, rooms } from '../../../kernel/ground/tables.ts'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import { fromMessage, type TrackingIn } from '../../../kernel/hearing/from-message.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import { attached, type SlackFile } from './attachments.ts'
import { type Dependencies, openModal } from './commands-and-presses.ts'
import { decode } from './read.ts'

/** The message shortcut, as the manifest names it. */
export const SHORTCUT = { callback: 'add_tracking', name: 'Add tracking' } as const

/** What can be begun from anywhere in Slack, as the manifest names it. */
export const ANYWHERE = [
  {
    callback: 'find_order',
    name: 'Find an order',
    description: 'Find an order by its number, customer, product or tracking number',
    begin: (desk, speaker) => desk.opens(speaker, 'order.find', {}, ['text']),
  },
  {
    callback: 'new_complaint',
    name: 'New complaint',
    description: 'Open a complaint about an order',
    begin: (desk, speaker) => desk.opens(speaker, 'complaint.open', {}),
  },
  {
    callback: 'my_open_cases',
    name: 'My open cases',
    description: 'List the open cases that you look after',
    begin: (desk, speaker) => desk.asked(speaker, 'case.list', { which: 'mine' }),
  },
] as const satisfies readonly {
  callback: string
  name: string
  description: string
  begin(desk: Desk, speaker: Speaker): Promise<Answer>
}[]

/** A shortcut from anywhere: it has no channel, so its answer is a modal. */
export function anywhereListener(dependencies: Dependencies, { begin }: (typeof ANYWHERE)[number]) {
  return async ({ shortcut, ack }: SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs) => {
    await ack()
    const { user, trigger_id: trigger } = shortcut
    await openModal(dependencies, { user: user.id, trigger, place: { channel: '' } }, async () => {
      const told = { user: user.id, channel: '', handle: user.username, team: user.team_id }
      return begin(dependencies.desk, await dependencies.speaker(told))
    })
  }
}

type Chosen = SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs
type Finding = { db: Reads; trackingIn: TrackingIn }

/** *Add tracking* on any message: finds the parcels in its words and files, and the purchase order it hangs under. */
export function shortcutListener(dependencies: Dependencies, { db, trackingIn }: Finding) {
  return async ({ shortcut, ack }: Chosen) => {
    await ack()
    const { user, channel, message, trigger_id: trigger } = shortcut
    const thread: string | undefined = message.thread_ts
    const place = { channel: channel.id, ...(thread && { thread }) }
    const opening = { user: user.id, trigger, place, responseUrl: shortcut.response_url }
    await openModal(dependencies, opening, async () => {
      const told = { user: user.id, channel: channel.id, handle: user.username ?? user.name, team: user.team_id }
      const purchaseOrder = await cardAt(db, channel.id, [message.ts, thread ?? message.ts])
      const attachments = await attached(dependencies.web, (message.files ?? []) as readonly SlackFile[])
      const text = decode(message.text ?? '')
      const { command, known, asks, prefilledFiles } = trackingIn({ text, attachments, purchaseOrder })
      return dependencies.desk.opens(await dependencies.speaker(told), command, known, asks, prefilledFiles)
    })
  }
}

/** A complaint or a return from any message: its words and pictures go into the form, where they can be put right first. */
export function claimListener(dependencies: Dependencies, command: string) {
  return async ({ shortcut, ack }: Chosen) => {
    await ack()
    const { user, channel, message, trigger_id: trigger } = shortcut
    const thread: string | undefined = message.thread_ts
    const place = { channel: channel.id, ...(thread && { thread }) }
    const opening = { user: user.id, trigger, place, responseUrl: shortcut.response_url }
    await openModal(dependencies, opening, async () => {
      const told = { user: user.id, channel: channel.id, handle: user.username ?? user.name, team: user.team_id }
      const text = decode(message.text ?? '')
      const attachments = await attached(dependencies.web, (message.files ?? []) as readonly SlackFile[])
      const { known, asks, prefilledFiles } = fromMessage({ text, ours: 'bot_id' in message, attachments })
      return dependencies.desk.opens(await dependencies.speaker(told), command, known, asks, prefilledFiles)
    })
  }
}

/** The purchase order whose card is one of these messages, or undefined. */
async function cardAt(db: Reads, channel: string, refs: readonly string[]): Promise<string | undefined> {
  const here = and(eq(rooms.chat, 'slack'), eq(rooms.channel, channel))
  const [row] = await db
    .select({ subject: messages.subject })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(here, inArray(messages.ref, [...refs]), eq(messages.kind, 'purchase-order')))
  return row?.subject
}
