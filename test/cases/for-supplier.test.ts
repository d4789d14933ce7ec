import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { commands } from '../../src/commands.ts'
import type { AnyCommand } from '../../src/kernel/asking/command.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { cardIn, said } from '../stage/shop.ts'
import { factsOf, textIn } from '../stage/text-of.ts'

const shop = aLateShop()
const UPS = '1Z999AA10123456784'
const sam = () => shop.bot.as('Sam', 'support')
const mei = () => shop.bot.as('Mei', 'lumen')
const OWN = 'Västra Hamngatan 5, +46 31 711 00 00, zoe@example.com'
/** What is in the way of each, so that one that is missing is seen. */
const PRIVATE = /hamngatan|711[\s-]*00|zoe@/i

const numberIn = (text: string) => /[CR]\d+/.exec(text)?.[0] ?? text
async function shipped() {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await mei().types(`/tracking add 1042-A ${UPS}`)
}
const complaint = async (more = '') => numberIn(said(await sam().types(`/complaint open 1042 damaged cracked ${more}`)))
const asked = async () => numberIn(said(await sam().types('/return open 1042 unwanted nope')))
async function approved() {
  const number = await asked()
  await mei().types(`/return approve ${number} returnTo:"Dock 4, Ningbo"`)
  return number
}
async function lost() {
  const scan = { number: UPS, tag: 'Exception', detail: 'lost', status: 'x', at: shop.bot.now().toISOString() }
  await shop.ask('tracking.heard', { feed: 'test', scans: [scan] })
  return 'P1'
}
/** What staff are answered who open a case from the customer’s mail with that in its form. */
async function fromMail(label: string, values: Record<string, string>) {
  const text = 'The lamp of order 1042 is broken.'
  await shop.ask('mail.receive-customers', {
    ...{ mail: randomUUID(), at: shop.bot.now().toISOString(), subject: 'Order 1042', text, whole: text },
    ...{ from: { address: 'zoe@example.com', name: 'Zoë' }, sentTo: 'help@shop.example', externalId: null },
    ...{ answers: [], lacks: [], files: [], reply: null, answersOurs: [], isDoubtful: false },
  })
  await shop.bot.pump.idle()
  return sam().submits(await sam().presses(cardIn(shop.chat, 'support', 'The customer of 1042 wrote'), label), values)
}
async function late() {
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await mei().types('/po acknowledge 1043-A')
  await shop.later(49)
  return shop.caseOf('1043-A')
}

/** Every text of staff's that a supplier reads, and a line that writes it with what is the customer's own; or how staff are answered who do. */
const READ: Readonly<Record<string, (own: string) => Promise<string | Answer>>> = {
  'case.nudge note': async own => `/case nudge ${await late()} ${own}`,
  'complaint.open happened': async own => `/complaint open 1042 damaged ${own}`,
  'complaint.send happened': async own => `/complaint send ${await complaint('keep:yes')} ${own}`,
  'complaint.answer answer': async own => `/complaint answer ${await complaint()} ${own}`,
  'complaint.ask-again question': async own => {
    const number = await complaint()
    await mei().types(`/complaint answer ${number} no`)
    return `/complaint ask-again ${number} ${own}`
  },
  'mail.open-complaint happened': own => fromMail('Open a complaint', { reason: 'damaged', happened: own }),
  'mail.open-return happened': own => fromMail('Open a return', { reason: 'unwanted', happened: own }),
  'po.note note': async own => `/po note 1042-A ${own}`,
  'order.forward note': async own => `/order forward 1042 note:"${own}"`,
  'po.ask question': async own => `/po ask 1042-A ${own}`,
  'question.answer answer': async own => {
    await mei().types('/po ask 1042-A is it blue?')
    return `/question answer A1 ${own}`
  },
  'parcel.ask question': async own => `/parcel ask ${await lost()} ${own}`,
  'parcel.answer answer': async own => `/parcel answer ${await lost()} ${own}`,
  'parcel.claim happened': async own => `/parcel claim ${await lost()} ${own}`,
  'return.open happened': async own => `/return open 1042 unwanted ${own}`,
  'return.approve returnTo': async own => `/return approve ${await asked()} returnTo:"${own}"`,
  'return.approve rma': async own => `/return approve ${await asked()} returnTo:"Dock 4" rma:"${own}"`,
  'return.approve instructions': async own =>
    `/return approve ${await asked()} returnTo:"Dock 4" instructions:"${own}"`,
  'return.decline note': async own => `/return decline ${await asked()} other ${own}`,
  'return.instruct returnTo': async own => `/return instruct ${await approved()} returnTo:"${own}"`,
  'return.instruct instructions': async own => `/return instruct ${await approved()} instructions:"${own}"`,
}

/** Texts that no supplier reads as they were written, by why. */
const UNREAD = new Set([
  // For staff, or for the record of the staff.
  ...['order.cancel reason', 'order.hold note', 'order.note note', 'po.decline note', 'po.answer note'],
  ...['tracking.remove why', 'order.change address', 'po.reply note'],
  ...['po.reply lines', 'po.take-back lines', 'case.credit amount'],
  ...[
    'case.close note',
    'case.reopen why',
    'mail.reopen why',
    'case.note note',
    'case.correct why',
    'case.escalation steps',
    'complaint.resolve note',
  ],
  'case.evidence-pack leaveOut',
  ...['complaint.step note', 'complaint.step reference'],
  ...['return.withdraw note', 'return.close why', 'order.find text', 'late.digest hour'],
  ...['order.list text', 'po.list text', 'case.list text'],
  // Read as pieces, money, times and numbers of parcels: what is not understood is refused.
  ...[
    'order.forward skus',
    'order.change lines',
    'tracking.add lines',
    'complaint.open lines',
    'return.open lines',
    'mail.open-complaint lines',
    'mail.open-return lines',
    'return.inspect found',
  ],
  ...['complaint.answer credit', 'complaint.resolve amount', 'return.approve credit', 'return.expect amount'],
  ...[
    'case.correct amount',
    'return.refund amount',
    'return.record-refund amount',
    'return.credit amount',
    'case.snooze until',
    'late.snooze until',
  ],
  // Of a row only what can be a number of ours is kept: see judge-row.ts.
  ...['tracking.import rows', 'tracking.import-scans rows'],
  ...['tracking.add number', 'tracking.correct number', 'return.parcel number'],
  // Of no order: there is no customer whose own they could name.
  ...[
    'supplier.import rows',
    'supplier.add name',
    'supplier.add instructions',
    'supplier.sku skus',
    'supplier.terms hours',
  ],
  ...['supplier.terms closed', 'supplier.terms acknowledge', 'supplier.terms ship', 'supplier.terms scan'],
  ...['supplier.terms claim', 'supplier.terms evidence', 'supplier.terms returnTo', 'supplier.terms handling'],
  'supplier.import rows',
  ...['supplier.rename name', 'supplier.rename-contact name', 'supplier.rename-sku to', 'supplier.remove-sku skus'],
  // For stores, systems and the erasing of customers' data: staff alone are answered.
  ...['store.connect address', 'store.connect name', 'store.rename name'],
  ...['api.key name', 'api.key scopes', 'supplier.reach what', 'webhook.supplier url'],
  ...['webhook.connect url', 'customer.erase email', 'customer.export email'],
  // For the customer alone.
  ...['case.write text', 'mail.reply text'],
  // Held back as what is written in a thread is: see crossing.test.ts.
  'conversation.reply text',
])

test('every text that staff can write is known to be read by suppliers or not', () => {
  const all = Object.entries<AnyCommand>(commands).flatMap(([name, { who, args }]) =>
    Object.entries(args).flatMap(([field, arg]) =>
      who.includes('staff') && (arg?.kind === 'text' || arg?.kind === 'long') ? [`${name} ${field}`] : [],
    ),
  )
  expect(all.toSorted()).toEqual([...Object.keys(READ), ...UNREAD].toSorted())
})

test.each(Object.keys(READ))('%s does not bring the customer’s own into a supplier’s room', async name => {
  await shipped()
  const wrote = (await READ[name]?.(OWN)) ?? ''
  const answer = said(typeof wrote === 'string' ? await sam().types(wrote) : wrote)
  await shop.bot.pump.idle()
  expect(answer).toMatch(/^This includes the customer’s .*\. Remove it before sending\.$/)
  expect(textIn(shop.chat, 'lumen')).not.toMatch(PRIVATE)
})

test('a supplier’s own address and telephone are for its room, whoever writes them', async () => {
  await shipped()
  const number = await asked()
  const address = 'Lumen Returns, 88 Keji Road, Shenzhen, +86 755 1234 5678, returns@lumen.example'
  expect(said(await sam().types(`/return approve ${number} returnTo:"${address}"`))).toContain('is approved')
  await shop.bot.pump.idle()
  expect(factsOf(cardIn(shop.chat, 'lumen', `Return ${number} of 1042-A`))).toContain(address)
})
