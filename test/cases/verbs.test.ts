import { expect, test } from 'vitest'
import { aLateShop } from '../stage/a-late-shop.ts'
import { said } from '../stage/shop.ts'
import { textIn } from '../stage/text-of.ts'

const shop = aLateShop()
const staff = (name: string) => shop.bot.as(name, 'alerts')
const sam = () => staff('Sam')
const mei = () => shop.bot.as('Mei', 'lumen')
const root = () => shop.said('lumen', '1042-A is late')
const says = async (text: string) => said(await sam().types(text))

async function aCase() {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.later(25)
  return shop.caseOf('1042-A')
}
const card = (number: string) => shop.said('alerts', `${number}: 1042-A is late`)

test('of two who take it at once one wins, and the other is told who', async () => {
  const number = await aCase()
  const answers = await Promise.all(['Sam', 'Ola'].map(name => staff(name).presses(card(number), 'Take')))
  const sentences = answers.map(said).toSorted()
  expect(sentences.filter(text => text === `${number} is yours.`)).toHaveLength(1)
  expect(sentences.filter(text => /^(Sam|Ola) has L\d+ already\./.test(text))).toHaveLength(1)
  await shop.bot.pump.idle()
  const owner = card(number).facts?.find(({ label }) => label === 'Owner')?.value
  expect(['Sam', 'Ola']).toContain(owner)
  expect(card(number).presses.map(({ label }) => label)).toContain('Give')
})

test('given to somebody, who is called; a contact of a supplier cannot be its owner', async () => {
  shop.chat.admit('ola', 'Ola', ['alerts'])
  shop.chat.admit('mei', 'Mei', ['lumen'])
  const number = await aCase()
  expect(await says(`/case give ${number} Ola`)).toBe(`${number} is Ola’s now.`)
  await shop.bot.pump.idle()
  expect(shop.said('alerts', `${number} is Ola’s`).pings).toEqual([{ chat: 'memory', user: 'ola', name: 'Ola' }])
  expect(await says(`/case give ${number} Ola`)).toBe(`Ola has ${number} already.`)
  expect(await says(`/case give ${number} Mei`)).toBe(
    'Person: Mei is not one of your staff, who can read a staff room.',
  )
  expect(await says(`/case give ${number} Olla`)).toMatch(
    /I don’t know anybody called “Olla” on memory\. Did you mean Ola\?/,
  )
})

test('a nudge is a new message in the supplier’s thread; a second one is told who was first', async () => {
  const number = await aCase()
  expect(await says(`/case nudge ${number} the customer leaves on Friday`)).toBe(`Lumen was asked about ${number}.`)
  expect(said(await staff('Ola').presses(card(number), 'Nudge'))).toBe(
    `Sam has just nudged Lumen about ${number}. Give them ten minutes.`,
  )
  await shop.bot.pump.idle()
  expect(shop.thread('lumen', '1042-A is late')).toEqual(['Sam asks about 1042-A'])
  const nudge = shop.said('lumen', 'Sam asks about 1042-A')
  expect(nudge.summary).toBe('the customer leaves on Friday')
  expect(nudge.pings?.map(({ name }) => name)).toEqual(['Mei', 'Chen'])
  shop.bot.wait(11 * 60_000)
  expect(said(await staff('Ola').presses(card(number), 'Nudge'))).toBe(`Lumen was asked about ${number}.`)
})

test('closed with a reason; what comes late gets a sentence, and the supplier reads no word of the staff’s', async () => {
  const number = await aCase()
  const form = await sam().presses(card(number), 'Close')
  expect(said(await sam().submits(form, { reason: 'customer_waits', note: 'she is very angry' }))).toBe(
    `${number} is closed: the customer waits for it — she is very angry.`,
  )
  await shop.bot.pump.idle()
  expect(shop.said('alerts', `${number}: 1042-A was late`).summary).toBe(
    'Closed by Sam: the customer waits for it — she is very angry.',
  )
  for (const text of [`take ${number}`, `snooze ${number} tomorrow`, `nudge ${number}`, `close ${number} other`])
    expect(await says(`/case ${text}`), text).toBe(`${number} was already closed by Sam.`)
  expect(said(await sam().types(`/late reroute ${number} Casa`))).toBe(`${number} was already closed by Sam.`)
  expect(textIn(shop.chat, 'lumen')).not.toMatch(/angry|customer waits/)
  expect(shop.said('lumen', `${number} is closed`).summary).toBe('Sam closed it. You don’t need to do anything.')
})

test('reopened by staff, its cards and its escalation come back', async () => {
  const number = await aCase()
  await says(`/case close ${number} opened_by_mistake`)
  await shop.bot.pump.idle()
  const form = await sam().presses(shop.said('alerts', `${number}: 1042-A was late`), 'Reopen')
  expect(said(await sam().submits(form, { why: 'it was none' }))).toBe(`${number} is open again.`)
  expect(await says(`/case reopen ${number}`)).toBe(`${number} is open already.`)
  await shop.later(4.1)
  expect(shop.thread('lumen', '1042-A is late')).toEqual([
    `${number} is closed`,
    `${number} is open again`,
    '1042-A still waits for your answer',
  ])
})

test('a late case of which nothing is late any more stays closed: nobody is reminded of goods it was told to keep', async () => {
  const number = await aCase()
  await says(`/late reroute ${number} Casa`)
  await shop.bot.pump.idle()
  expect(await says(`/case reopen ${number}`)).toBe(`${number} stays closed: 1042-A was withdrawn from its supplier.`)
  expect(shop.said('alerts', `${number}: 1042-A was late`).presses).toEqual([])
  await shop.later(24)
  expect(shop.thread('lumen', '1042-A was late')).toEqual([`${number} is closed`])
})

test('nor is a late case of what was declined, has shipped or was acknowledged taken up again', async () => {
  const stays = async (order: string, text: string, why: string) => {
    await shop.forwarded(order, [{ sku: 'LAMP' }])
    await shop.later(25)
    const number = await shop.caseOf(`${order}-A`)
    await mei().types(text)
    await shop.bot.pump.idle()
    expect(await says(`/case reopen ${number}`)).toBe(`${number} stays closed: ${why}`)
  }
  await stays('1043', '/po decline 1043-A other', '1043-A was declined by its supplier.')
  await stays(
    '1044',
    '/tracking add 1044-A 1Z999AA10123456784',
    '1044-A has shipped. If its tracking number is wrong, correct it: /tracking correct 1044-A …',
  )
  await stays(
    '1045',
    '/po acknowledge 1045-A',
    'nothing of 1045-A is late now. It opens again by itself when something is.',
  )
})

test('re-routed: the supplier is told not to ship it, and another gets it', async () => {
  const number = await aCase()
  const form = await sam().presses(card(number), 'Re-route')
  const offered = form.kind === 'form' && form.form.fields[0]?.choices
  expect(offered).toEqual([{ value: 'Casa', label: 'Casa', detail: 'does not list LAMP' }])
  const again = await sam().submits(form, { supplier: 'Lumen' })
  expect(said(again)).toBe('Lumen has 1042-A already. Choose another.')
  expect(said(await sam().submits(again, { supplier: 'Casa' }))).toBe(
    '1042-A is withdrawn from Lumen. 1042-B went to Casa. Casa does not list LAMP: make sure that it has it.',
  )
  await shop.bot.pump.idle()
  expect(shop.said('lumen', `${number} is closed`).summary).toBe(
    'The shop has withdrawn 1042-A. Please do not ship it.',
  )
  expect(shop.titles('casa')).toEqual(['Purchase order 1042-B'])
  expect(said(await mei().types('/tracking add 1042-A 1Z999AA10123456784'))).toBe('1042-A was cancelled.')
})

test('what has shipped in part can still be re-routed', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await mei().types('/po acknowledge 1042-A')
  await shop.later(49)
  const number = await shop.caseOf('1042-A')
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x1"')
  expect(await says(`/late reroute ${number} Casa`)).toBe(
    '1042-A is withdrawn from Lumen. 1042-B went to Casa. Casa does not list LAMP: make sure that it has it.',
  )
  await shop.bot.pump.idle()
  const asked = shop.said('casa', 'Purchase order 1042-B').lines?.map(({ text, quantity }) => [text, quantity])
  // One of the two is in Lumen's parcel: asked for again, it would ship twice.
  expect(asked).toEqual([['Thing LAMP', 1]])
})

test('a supplier sees its own case alone, strangers none, and neither can do what is the staff’s', async () => {
  const number = await aCase()
  const lucia = shop.bot.as('Lucía', 'casa')
  expect(said(await mei().types(`/late show ${number}`))).toContain('1042-A: not acknowledged')
  expect(said(await lucia.types(`/late show ${number}`))).toBe(
    `There is no case ${number} here. Its number looks like L7, C12, R13, Q7, A7 or P7.`,
  )
  for (const person of [mei(), lucia])
    expect(said(await person.types(`/case close ${number} other`))).toContain('I don’t know /case')
  const close = card(number)
  expect(said(await mei().presses(close, 'Take'))).toBe(
    'That button does not work here any more. Ask again, or use the newest card.',
  )
  expect(said(await shop.bot.as('Eve', 'lumen').presses(root(), 'Acknowledge'))).toContain('have been asked to add you')
  expect(said(await lucia.presses(root(), 'Acknowledge'))).toContain('does not work here')
  await expect(
    shop.bot.ask(
      'case.take',
      { case: number },
      { side: 'supplier', supplierId: 'x', chat: 'memory', user: 'mei', name: 'Mei', roomId: null },
    ),
  ).rejects.toThrow('That is for the shop’s staff.')
})

test('a case that nobody knows gets a sentence', async () => {
  expect(await says('/case take L999999')).toBe(
    'There is no case L999999 here. Its number looks like L7, C12, R13, Q7, A7 or P7.',
  )
  expect(await says('/late show 1042-A')).toBe(
    'There is no case 1042-A here. Its number looks like L7, C12, R13, Q7, A7 or P7.',
  )
})
