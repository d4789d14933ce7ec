import { beforeEach, expect, test } from 'vitest'
import { caseFiles } from '../../src/cases/tables.ts'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, cardIn, live } from '../stage/discord/discord-bot.ts'
import { incoming } from '../stage/incoming.ts'
import { until } from '../stage/until.ts'

const shop = aDiscordShop()
beforeEach(async () => {
  await shop.ask('order.receive', incoming('1042', [{ sku: 'LAMP', quantity: 2 }]))
  await shop.ask('order.forward', { order: '1042' })
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
})

const said = (thread: string) => shop.discord.seen(thread).map(({ text }) => text.split('\n')[0])
const number = (text: string) => /[CR]\d+/.exec(text)?.[0] ?? ''
const photo = {
  field: 'files[0]',
  type: 'image/png',
  name: 'crack.png',
  bytes: Buffer.from('\u0089PNG\r\n\u001a\n photo', 'latin1'),
}

test('a complaint takes the words and the picture of a message along, and its thread is locked in the end', async () => {
  const { discord, rooms, people } = shop
  const message = people.sam.says(rooms.orders, 'About #1042: the shade is cracked', [photo])
  await people.sam.messageCommand('Complaint from this message', message)
  expect(people.sam.modal?.fields.map(({ label, value }) => [label, value]).slice(0, 3)).toEqual([
    ['Order', '1042'],
    ['Reason', []],
    ['What happened', 'About #1042: the shade is cracked'],
  ])
  const opened = await answered(await people.sam.submits({ Reason: 'damaged', 'What happened': 'Cracked.' }))
  const title = `Complaint ${number(opened)} of 1042-A`
  const root = await cardIn(discord, rooms.lumen, title)
  expect(root.files.join()).toContain('crack')
  expect(await shop.database.db.$count(caseFiles)).toBe(1)
  expect(live(root)).toEqual(['Answer', 'Reply to the shop', 'Add evidence'])
  await people.mei.presses(root, 'Answer')
  expect(await answered(await people.mei.submits({ 'Your answer': 'A new one ships.' }))).toContain(
    'with the shop’s staff',
  )
  const card = await cardIn(discord, rooms.orders, title)
  await until(() => said(card.id).some(text => text?.includes('answered')))
  await until(() => live(discord.message(card.id) as never).includes('Ask again'))
  await people.sam.presses(await cardIn(discord, rooms.orders, title), 'Resolve')
  expect(await answered(await people.sam.submits({ Resolution: 'replacement' }))).toContain('1042-B went to Lumen')
  await until(() => said(root.id).includes(`${number(opened)} is closed`))
  await cardIn(discord, rooms.lumen, 'Purchase order 1042-B')
  await until(() => live(discord.message(root.id) as never).length === 0)
})

test('typed, a return asks for what is missing, and of two who approve at once one does', async () => {
  const { discord, rooms, people } = shop
  await people.sam.types(rooms.orders, 'return open', { order: '1042' })
  const opened = await answered(await people.sam.submits({ Reason: 'unwanted', 'What happened': 'Too bright.' }))
  const root = await cardIn(discord, rooms.lumen, `Return ${number(opened)} of 1042-A`)
  for (const person of [people.mei, people.sam]) await person.presses(root, 'Take it back').catch(() => null)
  expect(await answered(await people.mei.submits({ 'Return address': 'Dock 4' }))).toContain(
    'must be written on the parcel',
  )
  const late = await answered(
    await people.sam.types(rooms.lumen, 'return approve', { case: number(opened), 'return-to': 'x' }),
  )
  expect(late).toContain('is approved')
  const theirs = await answered(await people.lucia.types(rooms.casa, 'return show', { case: number(opened) }))
  expect(theirs).toContain(`There is no case ${number(opened)} here`)
})

test('a supplier opens no complaint from a message, and hears that it is for staff', async () => {
  const { rooms, people } = shop
  const message = people.mei.says(rooms.lumen, 'order 1042 was late')
  const reply = await people.mei.messageCommand('Complaint from this message', message)
  expect(reply.text).toContain('for the shop’s staff')
})

test('a transcript is a file that only who asked can see', async () => {
  const { discord, rooms, people } = shop
  await people.sam.types(rooms.orders, 'complaint open', { order: '1042', reason: 'late', happened: 'Where is it?' })
  await until(() => titleIn() !== null)
  const card = await cardIn(discord, rooms.orders, titleIn() ?? '')
  const more = await people.sam.presses(card, 'More')
  await answered(more)
  const reply = await people.sam.presses(more.message as never, 'Transcript')
  expect(await answered(reply)).toContain('transcript')
  expect(reply.message?.files.join()).toContain('transcript')
  expect(said(rooms.lumen.id).join()).not.toContain('transcript')
})

const titleIn = () =>
  shop.discord
    .seen(shop.rooms.orders)
    .map(({ text }) => text.split('\n')[0] ?? '')
    .find(text => text.startsWith('Complaint')) ?? null

test('which part is asked for in the form that comes back, and the picture is not lost', async () => {
  const { rooms, people } = shop
  await shop.forward('1043', 'LAMP', 'BOWL')
  const message = people.sam.says(rooms.orders, 'order 1043: it broke', [photo])
  await people.sam.messageCommand('Complaint from this message', message)
  const reply = await people.sam.submits({ Reason: 'late' })
  expect(await answered(reply)).toContain('Which part of order 1043?')
  await people.sam.presses(reply.message as never, 'Edit')
  expect(people.sam.modal?.fields.map(({ label }) => label)).toContain('Which part')
  expect(await answered(await people.sam.submits({ 'Which part': '1043-B' }))).toContain('Casa was asked about 1043-B')
  expect(await shop.database.db.$count(caseFiles)).toBe(1)
})
