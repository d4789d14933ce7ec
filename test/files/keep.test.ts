import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/kernel/ground/db.ts'
import { fileType } from '../../src/kernel/ground/file-type.ts'
import { keepFile, MOST_BYTES } from '../../src/kernel/ground/keep-file.ts'
import { attachedFiles, loadFile } from '../../src/kernel/ground/load-file.ts'
import { files } from '../../src/kernel/ground/tables.ts'
import { PNG } from '../chats/contract.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(() => database.empty())
afterAll(() => database.close())

const now = new Date('2026-11-02T10:00:00Z')
const keep = (name: string, bytes: Uint8Array | string) => keepFile(db, { name, bytes: Buffer.from(bytes) }, now)

describe('a file that is kept', () => {
  it('comes back byte for byte', async () => {
    const all = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
    const kept = await loadFile(db, await keep('all.bin', all))
    expect(kept && Buffer.compare(kept.bytes, all)).toBe(0)
    expect(kept).toMatchObject({ name: 'all.bin', size: 70_000, type: 'application/octet-stream' })
  })

  it('is kept once, however often it is sent, and two of one name stay two', async () => {
    const ids = await Promise.all([
      keep('a.txt', 'one'),
      keep('a.txt', 'one'),
      keep('a.txt', 'two'),
      keep('b.txt', 'one'),
    ])
    expect(ids[0]).toBe(ids[1])
    expect(new Set(ids).size).toBe(3)
    expect(await db.$count(files)).toBe(3)
  })

  it('is refused in words when it is empty or too large, and nothing of it is kept', async () => {
    await expect(keep('a.png', '')).rejects.toThrow('“a.png” is empty')
    await expect(keep('b.png', Buffer.alloc(MOST_BYTES + 1))).rejects.toThrow('“b.png” is larger than 8 MB')
    expect(await db.$count(files)).toBe(0)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\photos\\lamp.jpg', 'lamp.jpg'],
    ['.htaccess', 'htaccess'],
    ['a\u202Egpj.exe\n', 'agpj.exe'],
    ['   ', 'file'],
    [`${'x'.repeat(500)}.jpeg`, `${'x'.repeat(87)}….jpeg`],
  ])('is named %j no more, but %j', async (given, name) => {
    expect((await loadFile(db, await keep(given, 'x')))?.name).toBe(name)
  })

  it('is listed by name in the order in which it was sent; what is no file is left out', async () => {
    const [one, two] = [await keep('one.txt', '1'), await keep('two.png', PNG)]
    const listed = await attachedFiles(db, [two, 'nonsense', crypto.randomUUID(), one])
    expect(listed).toEqual([
      { file: two, name: 'two.png', type: 'image/png' },
      { file: one, name: 'one.txt', type: 'text/plain' },
    ])
    expect(await attachedFiles(db, [])).toEqual([])
    expect(await loadFile(db, "' or 1=1 --")).toBeNull()
  })
})

it.each([
  ['image/png', PNG],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['image/gif', Buffer.from('GIF89a')],
  ['image/webp', Buffer.from('RIFF0000WEBPVP8 ')],
  ['application/pdf', Buffer.from('%PDF-1.7')],
  ['application/zip', Buffer.from('PK\u0003\u0004')],
  ['text/plain', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['text/plain', Buffer.from('<svg onload="alert(1)"/>')],
  ['application/octet-stream', Buffer.from([0, 159, 146, 150])],
])('is %s by its contents', (type, bytes) => {
  expect(fileType(bytes)).toBe(type)
})
