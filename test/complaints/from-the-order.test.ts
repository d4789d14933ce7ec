import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const order = () => cardIn(shop.chat, 'orders', 'Order 1042')
const labels = () => order().presses.map(({ label }) => label)

test('an order’s card offers a complaint once a supplier has it, and a return once something has shipped', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  await shop.bot.pump.idle()
  expect(labels()).toEqual(['Forward', 'Hold', 'Note', 'Story', 'Cancel'])
  await shop.ask('order.forward', { order: '1042' })
  await shop.bot.pump.idle()
  expect(labels()).toEqual(['Note', 'Story', 'Complaint', 'Cancel'])
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.bot.pump.idle()
  expect(labels()).toEqual(['Note', 'Story', 'Complaint', 'Return', 'Cancel'])
  const form = await sam().presses(order(), 'Return')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
    'reason: select',
    'happened: long',
    'lines: text',
    'files: file',
  ])
  expect(said(await sam().submits(form, { reason: 'unwanted', happened: 'too bright' }))).toMatch(/^R\d+ is open/)
})

test('where several suppliers have parts of it, the form asks which, once the lines do not tell', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  const form = await sam().presses(order(), 'Complaint')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.map(({ name }) => name)).toEqual(['reason', 'happened', 'lines', 'files', 'keep'])
  const answer = await sam().submits(form, { reason: 'late', happened: 'where is it' })
  if (answer.kind !== 'errors') throw new Error('nothing asked')
  expect(answer.errors).toEqual({ part: 'Which part of order 1042? 1042-A (Lumen) or 1042-B (Casa).' })
  const part = answer.form.fields.find(({ name }) => name === 'part')
  expect(part?.choices?.map(({ label }) => label)).toEqual(['1042-A · Lumen', '1042-B · Casa'])
  expect(said(await sam().submits(answer, { reason: 'late', happened: 'where is it', part: '1042-B' }))).toContain(
    'Casa was asked',
  )
})
