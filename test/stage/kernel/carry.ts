import { claim } from '../../../src/kernel/carrying/claim.ts'
import type { ClaimedMessage } from '../../../src/kernel/carrying/outbox.ts'
import { sendMessage } from '../../../src/kernel/carrying/send.ts'
import { type SendResult, type Settled, settleClaim } from '../../../src/kernel/carrying/settle-claim.ts'
import type { Db } from '../../../src/kernel/ground/db.ts'
import type { Chat } from '../../../src/kernel/shapes/chat.ts'
import type { MemoryChat } from '../memory-chat.ts'
import type { Clock } from './small-house.ts'

/** A send between its call to the chat and its mark: what a slow or killed process has in hand. */
export type InHand = { owed: ClaimedMessage; result: SendResult; mark(): Promise<Settled> }

/** One message is claimed and sent, and not yet marked; null when none is due. */
export async function begin(db: Db, chat: Chat, { now }: Clock): Promise<InHand | null> {
  const [owed] = (await claim(db, { now: now() })).claimed
  if (!owed) return null
  const result = await sendMessage(chat, owed)
  return { owed, result, mark: () => settleClaim(db, owed, result, now()) }
}

/** One message from claim to mark; what came of it, or null when none is due. */
export async function step(db: Db, chat: Chat, clock: Clock): Promise<SendResult | null> {
  const inHand = await begin(db, chat, clock)
  await inHand?.mark()
  return inHand?.result ?? null
}

/** Carries everything that is due now. */
export async function drain(db: Db, chat: Chat, clock: Clock): Promise<void> {
  while (await step(db, chat, clock));
}

/** Carries everything, waiting for whatever has its time. */
export async function settleAll(db: Db, chat: Chat, clock: Clock): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await drain(db, chat, clock)
    clock.wait(6 * 60_000)
  }
}

/** What a reader of the channel sees, in order. */
export function seen(chat: MemoryChat, channel = 'orders'): readonly string[] {
  return chat.messages.filter(one => one.channel === channel).map(one => one.card.summary)
}
