import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { Db } from '../../../kernel/ground/db.ts'
import { keepAttached, MOST_BYTES, tooLarge } from '../../../kernel/ground/keep-file.ts'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import type { Inbox } from '../../../kernel/hearing/inbox.ts'
import { entries, fields } from '../../../kernel/pages/entries.ts'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import { type Attached, MOST_ATTACHED } from '../../../kernel/shapes/card.ts'
import type { Payload } from '../../../kernel/shapes/payload.ts'
import type { Attachment } from '../../../kernel/shapes/thread-message.ts'
import { inFigures } from '../../../kernel/words/text.ts'
import { drawRewording } from '../draw/words.ts'
import { type ConsoleMessage, readMessage } from '../messages.ts'
import { roomPath } from '../paths.ts'
import type { Pulse } from '../pulse.ts'
import { askAndDraw, drawAnswerFor, LONGEST_TEXT, onceOf, speakerOf } from './commands-and-presses.ts'
import { changeWords, putWords } from './keep-words.ts'
import { type Known, noRoom, roomOf } from './who.ts'

type Saying = { db: Db; desk: Desk; inbox: () => Pick<Inbox, 'receive' | 'answered'>; pulse: Pulse }
type Act = Payload['act']

/** How long what one wrote waits for a private answer, ms; it has been kept by then. */
const PATIENCE = 10_000
const CLOSED = 'This thread is closed, so you can’t write in it.'
const TOO_MANY = `At most ${MOST_ATTACHED} files at once. Send the rest in another message.`
const EMPTY = 'Write something, or delete the message.'

/** A browser would cut it without a word, so it is asked for no limit. */
const tooLong = ({ length }: string) =>
  `This is ${inFigures(length)} characters long, and a message takes ${inFigures(LONGEST_TEXT)}. Send it in parts.`

/**
 * What people write to one another in threads: put up and heard in one transaction, so that nothing is shown and lost.
 */
export function saying({ db, desk, inbox, pulse }: Saying): Hono<Known> {
  const app = new Hono<Known>()

  app.post('/:room/threads/:thread/say', async c => {
    const { words, files: chosen } = await entries(c)
    const text = (words.text ?? '').trim()
    const given = chosen.files ?? []
    const root = await ofRoom(c, db, c.req.param('thread'))
    if (!root || root.thread !== null) return noRoom(c)
    if (text.length > LONGEST_TEXT) return c.text(tooLong(text), 422)
    if (text.startsWith('/')) return askAndDraw(c, who => desk.typed(who, text, onceOf(c)), { asked: text })
    if (root.closed) return c.text(CLOSED, 409)
    if (!text && given.length === 0) return told(c, null)
    const wrong = given.length > MOST_ATTACHED ? TOO_MANY : given.find(({ size }) => size > MOST_BYTES)
    if (wrong) return c.text(typeof wrong === 'string' ? wrong : tooLarge(wrong.name), 422)
    const thread = String(root.id)
    return heard(c, async (tx, key) => {
      const files = await kept(tx, given)
      const said = { key, room: root.channel, thread: root.id, person: c.var.person, words: text, files }
      const { id, postedAt } = await putWords(tx, said)
      const message = { message: String(id), thread, at: postedAt.toISOString() }
      return { kind: 'said', ...message, text, attachments: files.map(attachment) }
    })
  })

  app.get('/:room/words/:message/edit', async c => {
    const mine = await own(c, db)
    if (!mine) return noRoom(c)
    return c.html(drawRewording(mine, roomPath(c.var.person, mine.channel)), 200, { 'Waybill-Answer': 'form' })
  })

  app.post('/:room/words/:message/edit', async c => {
    const text = ((await fields(c)).text ?? '').trim()
    const mine = await own(c, db)
    if (!mine) return noRoom(c)
    if (!text) return c.text(EMPTY, 422)
    if (text.length > LONGEST_TEXT) return c.text(tooLong(text), 422)
    const place = { message: String(mine.id), thread: String(mine.thread) }
    const edit = async (tx: Db): Promise<Act> => {
      const at = await changeWords(tx, mine, text)
      const written = mine.postedAt.toISOString()
      return { kind: 'edited', ...place, text, at: at.toISOString(), written, attachments: mine.files.map(attachment) }
    }
    // It is saved by then, even if it went nowhere beyond the room: a refusal would keep the dialog open.
    return heard(c, edit, answer => ({ kind: 'said', text: 'text' in answer ? answer.text : '' }))
  })

  app.post('/:room/words/:message/delete', async c => {
    const mine = await own(c, db)
    if (!mine) return noRoom(c)
    return heard(c, async tx => {
      await changeWords(tx, mine, null)
      return { kind: 'deleted', message: String(mine.id), thread: String(mine.thread) }
    })
  })
  return app

  async function heard(
    c: Context<Known>,
    act: (tx: Db, key: string) => Promise<Act>,
    as = (answer: Answer) => answer,
  ): Promise<Response> {
    const speaker = speakerOf(c)
    if (!speaker) return noRoom(c)
    const key = `console words ${onceOf(c)?.key ?? randomUUID()}`
    await inbox().receive(key, async tx => ({ speaker, act: await act(tx, key), reply: {} }))
    pulse.beat()
    const answer = await within(PATIENCE, inbox().answered(key))
    return told(c, answer && as(answer))
  }
}

/** Files are kept with the message that they came with. Empty ones are nothing. */
async function kept(tx: Db, given: readonly File[]): Promise<readonly Attached[]> {
  const files: Attached[] = []
  for (const one of given.filter(({ size }) => size > 0)) {
    const bytes = new Uint8Array(await one.arrayBuffer())
    files.push(await keepAttached(tx, { name: one.name, bytes }, new Date()))
  }
  return files
}

function attachment({ file, name }: Attached): Attachment {
  return { name, type: '', size: 0, from: file }
}

/** Nothing to say closes the dialog, where there is one: the message itself is the answer. */
function told(c: Context<Known>, answer: Answer | null): Response | Promise<Response> {
  if (!answer) return c.html('', 200, { 'Waybill-Answer': 'done' })
  return drawAnswerFor(c, answer)
}

async function ofRoom(c: Context<Known>, db: Db, id = ''): Promise<ConsoleMessage | null> {
  const room = roomOf(c)
  return room && Number.isSafeInteger(Number(id)) ? readMessage(db, room.id, Number(id)) : null
}

/** A message that this person wrote, and that still stands. */
async function own(c: Context<Known>, db: Db): Promise<ConsoleMessage | null> {
  const message = await ofRoom(c, db, c.req.param('message'))
  return message && message.author === c.var.person.user && !message.deletedAt ? message : null
}

function within<T>(most: number, work: Promise<T>): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(resolve, most, null)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
