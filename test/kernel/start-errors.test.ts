import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseTrouble } from '../../src/kernel/ground/database-trouble.ts'
import { lookAtDatabase } from '../../src/kernel/ground/look-at-database.ts'
import { open } from '../../src/kernel/ground/open.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const why = async (settings: { url: string | null; folder: string | null }) => {
  const error = await open(settings).then(
    database => database.close(),
    error => error,
  )
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).message
}

test('a database that nobody serves is said in words, without its statement and its password', async () => {
  const url = 'postgres://waybill:hunter2@127.0.0.1:1/waybill'
  expect(await why({ url, folder: null })).toBe(
    'PostgreSQL at 127.0.0.1:1/waybill: nothing listens there (connection refused). Start PostgreSQL, or fix DATABASE_URL.',
  )
  expect((await lookAtDatabase({ url, folder: null })).finding).toMatchObject({ well: false })
})

test.each([
  ['28P01', /does not accept the user or the password/],
  ['3D000', /has no such database/],
  ['53100', /disk is full/],
  ['42501', /may not create tables/],
  ['XX999', /cannot be used \(out of luck\)/],
])('what PostgreSQL says with %s', (code, words) => {
  const cause = Object.assign(new Error('out of luck'), { code })
  const error = new Error('Failed query: select pg_advisory_lock', { cause })
  const { message } = databaseTrouble(error, { url: 'postgres://u:hunter2@db.example/shop', folder: null })
  expect(message).toMatch(words)
  expect(message).not.toMatch(/hunter2|Failed query/)
})

test('a folder that is damaged, cannot be a folder, or is full is said so', async () => {
  const first = await open({ url: null, folder })
  await first.close()
  await truncate(join(folder, 'db', 'global', 'pg_control'), 0)
  expect(await why({ url: null, folder })).toMatch(/is damaged and cannot be opened\. Put your last backup/)
  const file = join(folder, 'file')
  await writeFile(file, '')
  expect(await why({ url: null, folder: file })).toContain('Set DATA_DIR to a folder I may write to')
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
  expect(databaseTrouble(full, { url: null, folder }).message).toContain('the disk is full')
  // What is only out of room is not to be replaced by a backup.
  const silent = new Error('PGlite failed to initialize properly')
  expect(databaseTrouble(silent, { url: null, folder }, () => 4_096).message).toContain('the disk is full')
  expect(databaseTrouble(silent, { url: null, folder }).message).toContain('is damaged')
})

test('the doctor makes no database, and none of its tables', async () => {
  const settings = { url: null, folder: join(folder, 'new') }
  const { finding } = await lookAtDatabase(settings)
  expect(finding).toMatchObject({ well: true, what: expect.stringContaining('it is made when Waybill starts') })
  await expect(readFile(settings.folder)).rejects.toMatchObject({ code: 'ENOENT' })
  const database = await open(settings)
  await database.close()
  expect((await lookAtDatabase(settings)).finding.what).toMatch(/with 0 rooms/)
})
