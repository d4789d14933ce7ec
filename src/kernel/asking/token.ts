import { createHash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db, Reads } from '../ground/db.ts'
import { tokens } from '../ground/tables.ts'
import type { Button } from '../shapes/card.ts'
import type { Press } from '../shapes/chat.ts'

export type Token = typeof tokens.$inferSelect
export type Meaning = Pick<Token, 'command' | 'input' | 'asks'>

/**
 * Mints the tokens of a card's buttons: the same button of the same message keeps its token over every redraw.
 * A token is 25 ASCII characters, within Slack's 2,000 for `value` and Discord's 100 for `custom_id`.
 */
export async function mintAll(
  db: Db,
  place: { roomId: string; messageId: string; now: Date },
  buttons: readonly Button[],
): Promise<readonly Press[]> {
  const minted = buttons.map(button => {
    const meaning = { command: button.command, input: button.input, asks: button.asks ?? [] }
    return { button, meaning, id: name(`${place.messageId} ${button.label} ${JSON.stringify(meaning)}`) }
  })
  if (minted.length > 0) {
    const rows = minted.map(({ id, meaning }) => ({
      id,
      ...meaning,
      roomId: place.roomId,
      user: null,
      madeAt: place.now,
    }))
    await db.insert(tokens).values(rows).onConflictDoNothing()
  }
  return minted.map(({ button, id }) => press(button, id))
}

/** Mints a token that one person alone may use, in one room. */
export async function mintFor(
  db: Db,
  whom: { roomId: string; user: string; now: Date },
  meaning: Meaning,
): Promise<string> {
  const id = name(randomBytes(24).toString('hex'))
  await db.insert(tokens).values({ id, ...meaning, roomId: whom.roomId, user: whom.user, madeAt: whom.now })
  return id
}

export async function findToken(db: Reads, id: string): Promise<Token | null> {
  const [row] = await db.select().from(tokens).where(eq(tokens.id, id))
  return row ?? null
}

export function press(button: Button, token: string): Press {
  return { label: button.label, token, ...(button.style && { style: button.style }) }
}

function name(text: string): string {
  return `w1.${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
}
