import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/kernel/ground/db.ts'
import { keepFile, MOST_BYTES } from '../../src/kernel/ground/keep-file.ts'
import { files } from '../../src/kernel/ground/tables.ts'
import { usage } from '../../src/kernel/hearing/grammar.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import { Later, Unsure } from '../../src/kernel/shapes/chat.ts'
import type { Sent } from '../../src/kernel/shapes/form.ts'
import type { Attachment } from '../../src/kernel/shapes/thread-message.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { room } from '../stage/kernel/small-house.ts'
import { type MemoryChat, memoryChat } from '../stage/memory-chat.ts'
import { proofDesk } from '../stage/proof-desk.ts'
import { said } from '../stage/shop.ts'

const silent = { fetch: () => Promise.reject(new Unsure('no answer')) }
let database: TestDatabase
let db: Db
let chat: MemoryChat
let proof: ReturnType<typeof proofDesk>
beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  await room(db, 'orders')
  chat = memoryChat()
  proof = proofDesk(db)
  proof.chats.set('memory', chat)
})
afterAll(() => database.close())

const sam = { chat: 'memory', user: 'sam', name: 'Sam', channel: 'orders', roles: [] }
const mei = { ...sam, user: 'mei', name: 'Mei' }
const file = (name: string, words = name) => chat.send(name, Buffer.from(words))
const asked = async () => form(await proof.desk.asked(sam, 'proof.add', {}))
const send = (token: string, photos: readonly Attachment[], note = 'broken') =>
  proof.desk.submitted(sam, token, { note }, undefined, { photos } as Sent)
function form(answer: Answer) {
  if (answer.kind !== 'form' && answer.kind !== 'errors') throw new Error(`no form, but ${JSON.stringify(answer)}`)
  return answer.form
}

describe('a form with files', () => {
  it('gives the verb the ids of what was chosen, in its order', async () => {
    const { token, fields } = await asked()
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['note', 'text', true],
      ['photos', 'file', false],
    ])
    expect(said(await send(token, [file('b.txt'), file('a.txt')]))).toBe('Kept 2.')
    expect(proof.given).toEqual([{ note: 'broken', photos: ['b.txt', 'a.txt'].map(name => ({ name, words: name })) }])
  })

  it('does without any, in the form and as text', async () => {
    expect(said(await send((await asked()).token, []))).toBe('Kept 0.')
    expect(said(await proof.desk.typed(sam, '/proof add broken'))).toBe('Kept 0.')
    const [add] = Object.values(proof.commands)
    expect(add && usage('proof.add', add)).toBe('/proof add <note>')
  })

  it('takes no ids that somebody types: a file is what was sent', async () => {
    const id = await keepFile(db, { name: 'secret.txt', bytes: Buffer.from('secret') }, new Date())
    await proof.desk.submitted(sam, (await asked()).token, { note: 'broken', photos: id })
    await proof.desk.asked(sam, 'proof.add', { note: 'broken', photos: id })
    expect(proof.given.map(({ photos }) => photos)).toEqual([[], []])
  })

  it('keeps what was sent when another field is wrong, and adds what is chosen then', async () => {
    const answer = await send((await asked()).token, [file('a.txt')], 'far more words than fit')
    expect(answer).toMatchObject({ kind: 'errors', errors: { note: expect.stringContaining('too long') } })
    const again = form(answer)
    expect(again.fields[1]).toMatchObject({ kind: 'file', hint: '1 file is here already. Up to ten.' })
    await send(again.token, [file('b.txt'), file('a.txt')])
    expect(proof.given[0]?.photos.map(({ name }) => name)).toEqual(['a.txt', 'b.txt'])
  })

  it.each<[string, (chat: MemoryChat) => readonly Attachment[], string]>([
    ['eleven files', chat => Array.from({ length: 11 }, (_, at) => chat.send(`${at}`, Buffer.from('x'))), 'At most 10'],
    [
      'a file that says it is too large',
      chat => [{ ...chat.send('a', Buffer.from('x')), size: MOST_BYTES + 1 }],
      '8 MB',
    ],
    ['a file that is too large and says nothing', chat => [{ ...big(chat, MOST_BYTES + 1), size: 0 }], '8 MB'],
    ['more than fits together', chat => [1, 2, 3, 4].map(at => big(chat, 7 * 1_024 * 1_024, at)), '24 MB'],
    ['an empty file', chat => [chat.send('a', Buffer.alloc(0))], 'empty'],
    ['a file that is gone', () => [{ name: 'a', type: '', size: 1, from: 'nowhere' }], 'not there any more'],
  ])('says beside the field what is wrong with %s, and does nothing', async (_, chosen, sentence) => {
    const answer = await send((await asked()).token, chosen(chat))
    expect(answer).toMatchObject({ kind: 'errors', errors: { photos: expect.stringContaining(sentence) } })
    expect(proof.given).toEqual([])
  })

  it.each<[string, (chat: MemoryChat) => readonly Attachment[], string]>([
    ['is gone', () => [{ name: 'bad', type: '', size: 1, from: 'nowhere' }], '“bad” is not there any more'],
    ['is empty', chat => [chat.send('bad', Buffer.alloc(0))], '“bad” is empty'],
    ['did not say that it is too large', chat => [{ ...big(chat, MOST_BYTES + 1), size: 0 }], 'is larger than 8 MB'],
    ['fits no more', chat => [1, 2, 3, 4].map(at => big(chat, 7 * 1_024 * 1_024, at)), 'more than 24 MB together'],
  ])('leaves behind what the form was opened with and %s, for nobody can take it out', async (_, bad, sentence) => {
    const photos = [...bad(chat), file('good.txt')]
    const opened = form(await proof.desk.opens(sam, 'proof.add', {}, ['note', 'photos'], { photos }))
    const told = said(await send(opened.token, [file('new.txt')]))
    expect(told).toMatch(new RegExp(`^Kept \\d\\..*${sentence}`))
    expect(proof.given[0]?.photos.map(({ name }) => name).slice(-2)).toEqual(['good.txt', 'new.txt'])
  })

  it('waits for what the form was opened with where the chat does not answer, and loses nothing', async () => {
    const opened = form(
      await proof.desk.opens(sam, 'proof.add', {}, ['note', 'photos'], { photos: [file('good.txt')] }),
    )
    proof.chats.set('memory', { ...chat, files: silent })
    expect(said(await send(opened.token, []))).toContain('could not be fetched just now')
    proof.chats.set('memory', chat)
    expect(said(await send(opened.token, []))).toBe('Kept 1.')
  })

  it.each([new Later(1), new Unsure('no answer')])('asks a chat that does not answer (%s) once more', async trouble => {
    let asks = 0
    const files: typeof chat.files = {
      fetch: one => (asks++ === 0 ? Promise.reject(trouble) : chat.files.fetch(one)),
    }
    proof.chats.set('memory', { ...chat, files })
    expect(said(await send((await asked()).token, [file('a.txt')]))).toBe('Kept 1.')
  })

  it('says so when the chat does not answer at all, and keeps the form', async () => {
    proof.chats.set('memory', { ...chat, files: silent })
    const answer = await send((await asked()).token, [file('a.txt')])
    expect(answer).toMatchObject({
      errors: { photos: '“a.txt” could not be fetched just now. Send the form again in a minute.' },
    })
    expect(form(answer).fields[0]?.value).toBe('broken')
  })

  it('fetches nothing for whom the command is not for', async () => {
    const { token } = await asked()
    const supplier = form(await proof.desk.opens(sam, 'proof.add', {})).token
    for (const one of [token, supplier])
      expect(
        said(
          await proof.desk.submitted({ ...mei, user: 'sam' }, one, { note: 'x' }, undefined, { photos: [file('a')] }),
        ),
      ).toContain('for the shop’s staff')
    expect(await db.$count(files)).toBe(0)
  })
})

function big(chat: MemoryChat, size: number, at = 0): Attachment {
  return chat.send(`big ${at}`, Buffer.alloc(size, at))
}
