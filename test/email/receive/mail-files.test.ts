import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { keepMail } from '../../../src/integrations/email/receive/keep-mail.ts'
import { filesOfMail, mailFiles } from '../../../src/integrations/email/receive/mail-files.ts'
import { parseMail } from '../../../src/integrations/email/receive/parse-mail.ts'
import { receivedMails } from '../../../src/integrations/email/receive/tables.ts'
import { aPhoto } from '../../stage/a-photo.ts'
import { type TestDatabase, testDatabase } from '../../stage/database.ts'
import { statementsOf } from '../../stage/statements.ts'
import { mailOf } from './a-mail.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => database.empty())
afterAll(() => database.close())

const photos = ['1', '2', '3'].map(name => ({ name: `${name}.png`, type: 'image/png', bytes: aPhoto(name) }))

test('however many files of a mail are fetched, it is read once; what was erased is gone at once', async () => {
  const { db } = database
  const raw = mailOf({ files: photos })
  const id = (await keepMail(db, { raw, via: 'test' }, new Date())) ?? ''
  const { attachments } = filesOfMail(id, await parseMail(raw))
  const { fetch } = mailFiles(db)
  const fetched: Uint8Array[] = []
  const statements = await statementsOf(async () => {
    for (const one of attachments) fetched.push(await fetch(one))
  })
  expect(fetched.map(bytes => Buffer.from(bytes))).toEqual(photos.map(({ bytes }) => Buffer.from(bytes)))
  expect(statements.filter(one => one.startsWith('select "raw"'))).toHaveLength(1)
  await db.update(receivedMails).set({ raw: null })
  for (const one of attachments) await expect(fetch(one)).rejects.toThrow('is not there any more')
})
