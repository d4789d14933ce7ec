import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt'
import { and, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../../../kernel/ground/db.ts'
import { messages, rooms } from '../../../kernel/ground/tables.ts'
import { fromMessage, type TrackingIn } from '../../../kernel/hearing/from-message.ts'
import { attached, type SlackFile } from './attachments.ts'
import { type Dependencies, openModal } from './commands-and-presses.ts'
import { decode } from './read.ts'

/** The message shortcut, as the manifest names it. */
export const SHORTCUT = { callback: 'add_tracking', name: 'Add tracking' } as const

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
