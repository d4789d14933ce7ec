import { expect, test } from 'vitest'
import { consoleChat } from '../../src/integrations/console/post.ts'
import { pulse } from '../../src/integrations/console/pulse.ts'
import { parking } from '../../src/integrations/console/receive/parking.ts'
import { peopleOn } from '../../src/people/people-on.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { textIn, textOf } from '../stage/text-of.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => said(await sam().types(text))
const titles = (channel: string) => shop.chat.messages.filter(one => one.channel === channel).map(one => one.card.title)

test('a channel that everybody can read is named before it is a room, and one that I can’t post in is none', async () => {
  await shop.ask('supplier.add', { name: 'North' })
  shop.chat.openRoom('lobby', { isPublic: true })
  shop.chat.openRoom('news', { lacks: 'Only some people may post there' })
  expect(await says('/supplier room North #news')).toBe(
    'I can’t post in #news: Only some people may post there. Change that first, then bind it.',
  )
  const asked = card(await sam().types('/supplier room North #lobby'))
  expect(asked.summary).toBe('#lobby is public: everybody on memory can read what North is sent there.')
  expect(textOf(card(await sam().types('/supplier show North')))).toContain('none: /supplier room')
  expect(said(await sam().presses(asked, 'Do it anyway'))).toContain('#lobby is North’s room now.')
})

test('a room is greeted once, with who I am and what is open, before the purchase orders that come along', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  shop.chat.openRoom('lumen-new')
  const asked = card(await sam().types('/supplier room Lumen #lumen-new'))
  expect(asked.summary).toBe('Lumen has #lumen already: #lumen-new would be another room. Which one gets what is new?')
  expect(said(await sam().presses(asked, 'Only #lumen-new'))).toBe(
    '#lumen-new is Lumen’s room now. Its purchase orders are posted there. #lumen keeps what it shows, and gets nothing new.',
  )
  await shop.bot.pump.idle()
  expect(titles('lumen-new')).toEqual(['Hello, I’m Waybill', 'Purchase order 1042-A'])
  const hello = cardIn(shop.chat, 'lumen-new', 'Hello, I’m Waybill')
  expect([hello.lines?.length, hello.context]).toEqual([3, 'You have 1 open purchase order (1042-A).'])
  const mei = shop.bot.as('Mei', 'lumen-new')
  expect(said(await mei.presses(cardIn(shop.chat, 'lumen-new', 'Purchase order 1042-A'), 'Acknowledge'))).toContain(
    'is acknowledged',
  )
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  expect(textOf(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A'))).toContain('Acknowledged')
  expect(titles('lumen')).toEqual(['Purchase order 1042-A'])
  expect(titles('lumen-new')).toContain('Purchase order 1043-A')

  expect(await says('/supplier room Lumen #lumen gets:both')).toContain('#lumen is Lumen’s room already.')
  await shop.bot.pump.idle()
  expect(titles('lumen')).toEqual(['Purchase order 1042-A', 'Purchase order 1043-A'])
  await shop.forwarded('1044', [{ sku: 'LAMP' }])
  expect([titles('lumen'), titles('lumen-new')].map(all => all.filter(one => one.endsWith('1044-A')).length)).toEqual([
    1, 1,
  ])
  expect(titles('lumen-new').filter(one => one.startsWith('Hello'))).toHaveLength(1)
})

test('a case that opens after a move is spoken about in the new room alone, thread and all', async () => {
  shop.chat.openRoom('lumen-new')
  await sam().presses(card(await sam().types('/supplier room Lumen #lumen-new')), 'Only #lumen-new')
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.ask('complaint.open', { order: '1042', reason: 'not_received', happened: 'It never came.' })
  await shop.bot.pump.idle()
  await shop.ask('case.nudge', { case: 'C1' })
  await shop.bot.pump.idle()
  expect(titles('lumen')).toEqual([])
  expect(shop.chat.messages.some(one => one.channel === 'lumen-new' && one.thread !== null)).toBe(true)
})

test('the room that alone gets what is new can be removed: another gets it then', async () => {
  shop.chat.openRoom('lumen-new')
  await sam().presses(card(await sam().types('/supplier room Lumen #lumen-new')), 'Only #lumen-new')
  await sam().presses(card(await sam().types('/supplier remove-room Lumen #lumen-new')), 'Remove #lumen-new')
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(titles('lumen')).toEqual(['Purchase order 1042-A'])
})

test('a bot is never a contact; staff, and people who can’t see the room, are named first', async () => {
  shop.chat.admit('rob', 'Rob', ['alerts', 'lumen'])
  shop.chat.admit('yi', 'Yi', [])
  shop.chat.admit('crm', 'CRM', ['lumen'], true)
  expect(await says('/supplier contact Lumen CRM')).toBe('CRM is a bot’s: nobody could press a button for Lumen.')
  const staff = card(await sam().types('/supplier contact Lumen Rob'))
  expect(staff.summary).toBe(
    'Rob is your staff, who can act in every room. In Lumen’s room they would be its contact instead.',
  )
  const unseen = card(await sam().types('/supplier contact Lumen Yi'))
  expect(unseen.summary).toBe('Yi can’t see Lumen’s room on memory: invite them there, too.')
  expect(textOf(card(await sam().types('/supplier show Lumen')))).not.toContain('Yi')
  expect(said(await sam().presses(unseen, 'Do it anyway'))).toContain('Yi may act for Lumen now')
  expect(textIn(shop.chat, 'lumen')).toBe('')
})

test('forgotten quotes are asked about: nothing is added until somebody read what was understood', async () => {
  const asked = await sam().types('/supplier add Lamp Works')
  if (asked.kind !== 'form') throw new Error('no form')
  expect(asked.form.fields[0]).toMatchObject({ name: 'name', value: 'Lamp Works' })
  expect(await says('/supplier list')).toBe('2 suppliers.')
  expect(said(await sam().submits(asked, { name: 'Lamp Works', zone: 'Riga' }))).toContain('Lamp Works was added')
  expect(await says('/supplier add "Oak Works"')).toContain('Oak Works was added')
  expect(await says('/supplier sku Lamp Works, LAMP-1')).toBe(
    'Put the name in quotes, so that I don’t take “Works, LAMP-1” for SKUs: /supplier sku "Lamp Works" …',
  )
})

test('a name that nobody has in the console makes no room and no person until somebody says so', async () => {
  const { db } = shop.database
  const chat = consoleChat({ db, people: () => peopleOn(db, 'console'), pulse: pulse(), parking: parking() })
  shop.bot.chats.set(chat.name, chat)
  await shop.ask('supplier.add', { name: 'North' })
  expect(await says('/supplier room Nroth console/#lamps')).toBe(
    'I don’t know a supplier “Nroth”. Did you mean “North”?',
  )
  const room = card(await sam().types('/supplier room North console/#lamps'))
  expect(room.summary).toBe('There is no #lamps on console yet. It will be made.')
  expect(await chat.directory.findChannel('lamps')).toBeNull()
  expect(said(await sam().presses(room, 'Make it'))).toContain('#lamps is North’s room now.')
  expect(await chat.directory.findChannel('lamps')).not.toBeNull()
  const person = card(await sam().types('/supplier contact North "console/@Nia Berg"'))
  expect(person.summary).toBe('Nobody is called Nia Berg on console yet: they will be added as somebody new.')
  expect((await peopleOn(db, 'console')).some(({ name }) => name === 'Nia Berg')).toBe(false)
  expect(said(await sam().presses(person, 'Add Nia Berg'))).toContain('Nia Berg may act for North now')
  expect((await peopleOn(db, 'console')).find(({ name }) => name === 'Nia Berg')?.channels).toEqual(['lamps'])
})
