import { createHash, randomBytes } from 'node:crypto'
import { eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Db, Reads } from '../ground/db.ts'
import { readingTogether } from '../ground/read-together.ts'
import { type Placeholders, statement } from '../ground/statement.ts'
import { tokens } from '../ground/tables.ts'
import { traceparent } from '../ground/trace.ts'
import type { Button } from '../shapes/card.ts'
import type { Press } from '../shapes/chat.ts'

export type Token = typeof tokens.$inferSelect
export type Meaning = Pick<Token, 'command' | 'input' | 'asks'>

/**
 * The buttons of a message, and the tokens that are to be kept for them: the same button of the same message has the same
 * token over every redraw. A token is 25 ASCII characters, within Slack's 2,000 for `value` and Discord's 100 for
 * `custom_id`.
 */
export function pressesOf(
  place: { roomId: string; messageId: string; now: Date },
  buttons: readonly Button[],
): { presses: readonly Press[]; minted: readonly Token[] } {
  const trace = traceparent()
  const minted = buttons.map(({ label, command, input, asks = [] }) => {
    const meaning = { command, input, asks }
    const id = name(`${place.messageId} ${label} ${JSON.stringify(meaning)}`)
    return { id, ...meaning, roomId: place.roomId, user: null, madeAt: place.now, trace }
  })
  return { presses: buttons.map((button, index) => press(button, minted[index]?.id ?? '')), minted }
}

/** What `keeping` is given. */
export function rowsOfTokens(minted: readonly Token[]): string {
  return JSON.stringify([...new Map(minted.map(token => [token.id, token])).values()])
}

/**
 * Keeps what was minted, once, and makes what is offered again young again; always in the same order, so that two who keep
 * the same do not wait for each other.
 */
export function keeping(rows: Placeholder): SQL {
  return sql`insert into ${tokens} (id, command, input, asks, room_id, made_at, trace)
    select id, command, input, asks, "roomId", "madeAt", trace from jsonb_to_recordset(${rows}::jsonb)
      as minted(id text, command text, input jsonb, asks jsonb, "roomId" uuid, "madeAt" timestamptz, trace text)
    order by id on conflict (id) do update set made_at = excluded.made_at
      where ${tokens.madeAt} < excluded.made_at - interval '1 day'`
}

const keepingAlone = statement<'rows'>(({ rows }) => keeping(rows))

/** Mints the tokens of a card's buttons, and keeps them. */
export async function mintAll(
  db: Db,
  place: Parameters<typeof pressesOf>[0],
  buttons: readonly Button[],
): Promise<readonly Press[]> {
  const { presses, minted } = pressesOf(place, buttons)
  if (minted.length > 0) await db.execute(keepingAlone({ rows: rowsOfTokens(minted) }))
  return presses
}

/** Mints a token that one person alone may use, in one room. */
export async function mintFor(
  db: Db,
  whom: { roomId: string; user: string; now: Date },
  meaning: Meaning,
): Promise<string> {
  const [id = ''] = await mintAllFor(db, whom, [meaning])
  return id
}

/** Mints as many at once, in one statement. */
export async function mintAllFor(
  db: Db,
  { roomId, user, now }: { roomId: string; user: string; now: Date },
  meanings: readonly (Omit<Meaning, 'asks'> & { asks?: readonly string[] })[],
): Promise<readonly string[]> {
  const minted = meanings.map(({ command, input, asks = [] }) => ({
    ...{ id: name(randomBytes(24).toString('hex')), command, input, asks },
    ...{ roomId, user, madeAt: now, trace: traceparent() },
  }))
  if (minted.length > 0) await db.insert(tokens).values(minted)
  return minted.map(({ id }) => id)
}

export async function findToken(db: Reads, id: string): Promise<Token | null> {
  return (await readToken(db, { id })).found[0] ?? null
}

const readToken = readingTogether(({ id }: Placeholders<'id'>) => ({ found: [tokens, eq(tokens.id, id)] }))

export function press(button: Button, token: string): Press {
  return { label: button.label, token, ...(button.style && { style: button.style }) }
}

function name(text: string): string {
  return `w1.${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
}
