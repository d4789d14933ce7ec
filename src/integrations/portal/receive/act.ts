import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Delivery } from '../../../kernel/asking/command.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import { keepFile } from '../../../kernel/ground/keep-file.ts'
import { loadFile } from '../../../kernel/ground/load-file.ts'
import { isSameSecret } from '../../../kernel/ground/same-secret.ts'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import { entries } from '../../../kernel/pages/entries.ts'
import { fieldValues } from '../../../kernel/pages/field.ts'
import { picturesAmong } from '../../../kernel/pages/pictures.ts'
import { sendFile } from '../../../kernel/pages/send-file.ts'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import { hasFile } from '../../../kernel/shapes/card.ts'
import type { Sent } from '../../../kernel/shapes/form.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import type { Answers, KeptAnswer } from '../answers.ts'
import { findMessage, listNew } from '../board.ts'
import { drawAnswer } from '../draw/answer.ts'
import { ORDER_ACTS } from '../draw/board.ts'
import { drawPage } from '../draw/page.ts'
import { portalWords as words } from '../words.ts'
import { presentAll, presentCards } from './present.ts'
import { notHere, type Showing, sendProductOf } from './show.ts'
import type { Visiting } from './visit.ts'

export type Acting = Showing & { db: Db; desk: Desk; answers: Answers; now: () => Date }

/** Forms may hold files: what one field takes of them, and room for words. Nothing larger is read. */
const limited = bodyLimit({ maxSize: 32 * 1_024 * 1_024, onError: c => c.text(words.tooLarge, 413) })

type Typed = { words: Record<string, string>; files: Record<string, readonly File[]>; once: string }

/** What people do: each act is sent with the key of its visit, and done once. */
export function acting(house: Acting): Hono<Visiting> {
  const { db, desk, answers } = house
  const app = new Hono<Visiting>()
  app.post('/cards/:message/press', limited, c =>
    typing(house, c, async typed => {
      const message = await findMessage(db, c.var.visit.access, c.req.param('message'))
      if (!message) return notHere(house, c)
      const { token = '', version } = typed.words
      return act(house, c, { typed, about: message.id }, async delivery => {
        const { presses, rest } = message.card
        const isOffered = [...presses, ...(rest ? [rest] : [])].some(one => one.token === token)
        if (String(message.version) !== version || !isOffered) return { kind: 'refused', text: words.changed }
        return desk.pressed(c.var.visit.speaker, token, delivery)
      })
    }),
  )
  app.post('/cards/:message/ask', limited, c =>
    typing(house, c, async typed => {
      const message = await findMessage(db, c.var.visit.access, c.req.param('message'))
      const name = typed.words.act ?? ''
      const command = Object.entries(ORDER_ACTS).find(([one]) => one === name)?.[1]
      if (message?.kind !== 'purchase-order' || !command) return notHere(house, c)
      return act(house, c, { typed, about: message.id }, delivery =>
        desk.asked(c.var.visit.speaker, command, { purchaseOrder: message.subject }, delivery),
      )
    }),
  )
  app.post('/press', limited, c =>
    typing(house, c, typed => {
      const { token = '', about = null } = typed.words
      return act(house, c, { typed, about }, async delivery =>
        (await answers.offered(c.var.visit.session, token))
          ? desk.pressed(c.var.visit.speaker, token, delivery)
          : { kind: 'refused', text: words.oldPage },
      )
    }),
  )
  app.post('/submit', limited, c =>
    typing(house, c, typed => {
      const { token = '', about = null } = typed.words
      const values = fieldValues(typed.words)
      return act(house, c, { typed, about, values }, async delivery => {
        if (!(await answers.offered(c.var.visit.session, token))) return { kind: 'refused', text: words.oldPage }
        const sent = await keptFiles(house, fieldValues(typed.files))
        return desk.submitted(c.var.visit.speaker, token, values, delivery, sent)
      })
    }),
  )
  app.get('/answers/:id', async c => {
    const kept = await answers.find(c.var.visit.session, c.req.param('id'))
    return kept ? draw(house, c, kept) : notHere(house, c)
  })
  app.get('/answers/:id/files/:file', async c => {
    const card = cardIn(await answers.find(c.var.visit.session, c.req.param('id')))
    const file = c.req.param('file')
    const found = hasFile(card, file) ? await loadFile(db, file) : null
    return found ? sendFile(c, found) : notHere(house, c)
  })
  app.get('/answers/:id/pictures/:key', async c => {
    const card = cardIn(await answers.find(c.var.visit.session, c.req.param('id')))
    return sendProductOf(house, c, card, c.req.param('key'))
  })
  return app
}

const cardIn = (kept: KeptAnswer | null) => (kept?.answer?.kind === 'shown' ? kept.answer.card : null)

/** Reads what was sent. Only from a page of ours, and with a key that names it, is anything done. */
export async function typing(
  house: Acting,
  c: Context<Visiting>,
  then: (typed: Typed) => Response | Promise<Response>,
): Promise<Response> {
  const sent = await entries(c)
  const { key = '', once = '' } = sent.words
  if (isSameSecret(key, c.var.visit.session.key) && /^[0-9a-f]{32}$/.test(once)) return then({ ...sent, once })
  return draw(house, c, { id: null, answer: { kind: 'refused', text: words.oldPage }, about: null }, 403)
}

type Doing = { typed: Typed; about: string | null; values?: Readonly<Record<string, string>> }

/** Does it once, and leads to the page with the answer. What was wrong, and an address, are shown at once. */
export async function act(
  house: Acting,
  c: Context<Visiting>,
  { typed, about, values }: Doing,
  does: (delivery: Delivery) => Promise<Answer>,
): Promise<Response> {
  const { session, base } = c.var.visit
  const done = await house.answers.once(session, typed.once, about, async delivery => {
    try {
      return await does(delivery)
    } catch (error) {
      if (error instanceof Refusal) return { kind: 'refused', text: error.message }
      throw error
    }
  })
  const { answer } = done
  if (answer?.kind === 'errors') return draw(house, c, { ...done, id: null, ...(values && { values }) }, 422)
  if (answer?.kind === 'shown' && answer.privately) return draw(house, c, { ...done, id: null })
  return c.redirect(`${base}/answers/${done.id}`, 303)
}

type Came = {
  id: string | null
  answer: Answer | null
  about: string | null
  madeAt?: Date
  values?: Readonly<Record<string, string>>
}

async function draw(house: Acting, c: Context<Visiting>, came: Came, status: 200 | 403 | 422 = 200): Promise<Response> {
  const { db, assets } = house
  const { visit } = c.var
  const message = came.about ? await findMessage(db, visit.access, came.about) : null
  const [about = null] = message ? await presentAll(db, visit, [message]) : []
  const { answer, madeAt } = came
  const isApart = !message && madeAt && answer?.kind === 'said'
  const since = isApart ? await presentAll(db, visit, await listNew(db, visit.access, madeAt)) : []
  const [card] = answer?.kind === 'shown' ? await presentCards(db, visit, [answer.card]) : []
  const shown = answer?.kind === 'shown' && card ? { ...answer, card } : answer
  const pictures = await picturesAmong(db, card?.files ?? [])
  const main = drawAnswer(visit, { ...came, answer: shown, about, since, pictures })
  const title = shown && 'form' in shown ? shown.form.title : (card?.title ?? about?.card.title ?? words.answer.title)
  return c.html(drawPage(visit, assets, { title, main }), status)
}

/** Files come with the request: they are kept at once, and named by their ids. @throws Refusal */
async function keptFiles({ db, now }: Acting, chosen: Readonly<Record<string, readonly File[]>>): Promise<Sent> {
  const sent: Record<string, Sent[string]> = {}
  for (const [field, files] of Object.entries(chosen))
    sent[field] = await Promise.all(
      files.map(async file => {
        const { name, type, size } = file
        const kept = await keepFile(db, { name, bytes: new Uint8Array(await file.arrayBuffer()) }, now())
        return { name, type, size, from: '', kept }
      }),
    )
  return sent
}
