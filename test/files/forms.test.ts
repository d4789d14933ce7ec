import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import type { Proof } from '../stage/proof-desk.ts'
import { CHATS, type Stand } from '../stage/proof-stands.ts'

/** What somebody sees of a form with files, in every chat: one table of tests, three platforms. */
describe.each(CHATS)('a form with files on %s', (_, open) => {
  let database: TestDatabase
  let stand: Stand
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await database.empty()
    stand = await open(database)
  })
  afterEach(() => stand.close())
  afterAll(() => database.close())

  const words = (proof: Proof | undefined) => proof?.photos.map(photo => photo.words)
  const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) })

  it('takes in what is chosen, byte for byte, and answers who sent it', async () => {
    await stand.opens()
    expect(await stand.submits('broken', [file('lamp.txt', 'a broken lamp'), file('box.txt', 'ein Löwe')])).toContain(
      'Kept 2.',
    )
    expect(words(stand.given.at(-1))).toEqual(['a broken lamp', 'ein Löwe'])
  })

  it('needs none', async () => {
    await stand.opens()
    expect(await stand.submits('broken', [])).toContain('Kept 0.')
  })

  it('says what is wrong with a file, and does nothing', async () => {
    await stand.opens()
    const large = { name: 'film.mov', bytes: Buffer.alloc(8 * 1_024 * 1_024 + 1) }
    expect(await stand.submits('broken', [large])).toContain('“film.mov” is larger than 8 MB')
    expect(stand.given).toEqual([])
  })

  it('keeps the files when the words are wrong', async () => {
    await stand.opens()
    expect(await stand.submits('far more words than anybody reads', [file('lamp.txt', 'a lamp')])).toContain('too long')
    expect(await stand.submitsAgain('broken')).toContain('Kept 1.')
    expect(words(stand.given.at(-1))).toEqual(['a lamp'])
  })

  it('says so when a file cannot be fetched', async () => {
    await stand.opens()
    stand.failing()
    expect(await stand.submits('broken', [file('lamp.txt', 'a lamp')])).toMatch(
      /lamp\.txt” (could not be fetched|is not)/,
    )
    expect(stand.given).toEqual([])
  })
})
