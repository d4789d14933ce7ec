import { expect, test } from 'vitest'
import { drawAnswer } from '../../src/integrations/console/draw/answer.ts'
import { drawForm } from '../../src/integrations/console/draw/form.ts'
import { drawModal } from '../../src/integrations/discord/draw/form.ts'
import { drawForm as drawInSlack } from '../../src/integrations/slack/draw/form.ts'
import { openLinks } from '../../src/stores/open-links.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { foundInTables } from '../stage/found-in-tables.ts'
import { said } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'

/** As nobody’s id or name may read. */
const SECRETS = /shpss.planted|shpat.planted/
const stage = aConnectedStore()
const sam = () => stage.bot.as('Sam', 'orders')
const files = { file: String, pictures: new Set<string>() }

test('a secret is entered in a form, and is in no table, card or form afterwards, whether it was taken or not', async () => {
  const form = await sam().types('/store connect shopify')
  const given = { kind: 'shopify', address: 'lamps.example', key: 'shpat.planted', name: 'Lamps' }
  const again = await sam().submits(form, given)
  expect(again).toMatchObject({ kind: 'errors', errors: { secret: 'The secret is missing.' } })
  const { db } = stage.database
  expect(await foundInTables(db, SECRETS)).toEqual([])
  const redrawn = drawAnswer({ answer: again, room: '/orders', values: given, files })
  expect(stringsIn([again, String(redrawn.body)])).not.toMatch(SECRETS)
  const done = await sam().submits(again, { ...given, secret: 'shpss.planted' })
  expect(said(done)).toContain('Lamps is connected')
  await stage.idle()
  const links = await openLinks(db, stage.bot.outside.seal).all('shopify')
  expect(links).toMatchObject([{ secrets: { token: 'shpss.planted' } }])
  expect(await foundInTables(db, SECRETS)).toEqual([])
  expect(stringsIn([done, stage.chat.messages])).not.toMatch(SECRETS)
})

test.each([
  '/store connect shopify lamps.example secret:shpss.planted',
  '/store connect shopify lamps.example key: "shpat.planted"',
  '/store connect shopify lamps.example shpat.planted shpss.planted',
])('a secret that is typed where others may read it is refused with advice, and kept nowhere: %s', async line => {
  const answer = await sam().types(line)
  expect(answer).toEqual({ kind: 'refused', text: expect.stringContaining('a form asks for it'), hides: true })
  expect(await foundInTables(stage.database.db, SECRETS)).toEqual([])
  expect(String(drawAnswer({ answer, room: '/orders', asked: line, files }).body)).not.toMatch(SECRETS)
})

test('each chat hides a secret while it is typed, or says that it does not', async () => {
  const answer = await sam().types('/store connect shopify')
  if (answer.kind !== 'form') throw new Error('no form')
  const { form } = answer
  expect(String(drawForm(form, '/submit')).match(/type="password" autocomplete="off"/g)).toHaveLength(2)
  const says = /You see it while you type/g
  expect(stringsIn(drawModal(form)).match(says)).toHaveLength(2)
  expect(stringsIn(drawInSlack(form, { channel: 'C1' })).match(says)).toHaveLength(2)
})
