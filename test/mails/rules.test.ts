import { describe, expect, it, test } from 'vitest'
import { withoutPersonal } from '../../src/conversations/without-personal.ts'
import { isDoubtful } from '../../src/integrations/email/receive/is-doubtful.ts'
import { namedLines } from '../../src/mails/named-lines.ts'
import { namedOrder } from '../../src/mails/named-order.ts'
import { openOrders } from '../../src/mails/open-orders.ts'
import { readAsked } from '../../src/mails/read-asked.ts'
import { replyThread } from '../../src/mails/reply-thread.ts'

test.each([
  ['damaged', 'The shade arrived cracked.'],
  ['damaged', 'The lamp does not work any more'],
  ['damaged', 'Die Lampe ist leider kaputt.'],
  ['damaged', '灯坏了，请帮忙'],
  ['missing', 'I only got one bulb of two'],
  ['missing', 'Es fehlt die Glühbirne'],
  ['wrong', 'You sent the wrong colour'],
  ['wrong', 'Ich habe die falsche Lampe bekommen'],
  ['not_received', 'Tracking says delivered yesterday but nothing arrived here'],
  ['return', 'I would like to return the lamp and get my money back'],
  ['return', 'Je souhaite vous renvoyer la lampe'],
  ['where', 'Where is my order?'],
  ['where', 'Wo bleibt mein Paket?'],
  ['where', 'I have not received it yet'],
  ['other', 'Do you also have it in blue?'],
  ['other', ''],
])('a mail seems to say %s: %s', (asked, text) => {
  expect(readAsked({ subject: 'Hello', text })).toBe(asked)
})

describe('an order that a mail names', () => {
  const orders = ['1042', '1043', '77', '113-1234567-7654321'].map(number => ({ id: number, number }))
  const found = (subject: string, text = '', whole = text) =>
    namedOrder({ subject, text, whole }, orders)?.number ?? null
  test.each([
    ['Order #1042', '', '1042'],
    ['Hello', 'about 1043-A please', '1043'],
    ['Order 113-1234567-7654321', '', '113-1234567-7654321'],
    ['Hello', 'It is #77', '77'],
    ['Hello', 'I waited 77 days', null],
    ['Hello', 'It cost 1042.50', null],
    ['Hello', 'call 4610421', null],
    ['1042 and 1043', '', null],
    ['Re: 1042', 'Or was it 1043?', '1042'],
  ])('%s | %s → %s', (subject, text, number) => expect(found(subject, text)).toBe(number))

  it('is looked for in what is quoted last', () => {
    expect(found('Hi', 'Where is it?', 'Where is it?\n> Your order 1043 was confirmed')).toBe('1043')
  })
})

it('takes an order that is cancelled, or came long ago, for over', () => {
  const now = new Date('2026-11-03T12:00:00Z')
  const order = (id: string, cancelledAt: Date | null = null) => ({ id, cancelledAt }) as never
  const po = (orderId: string, deliveredAt: string | null, declinedAt: Date | null = null) =>
    ({ orderId, deliveredAt: deliveredAt && new Date(deliveredAt), declinedAt, cancelledAt: null }) as never
  const open = openOrders(
    [order('none'), order('cancelled', now), order('long'), order('lately'), order('half'), order('declined')],
    [
      po('long', '2026-09-01'),
      po('lately', '2026-10-20'),
      po('half', '2026-09-01'),
      po('half', null),
      po('declined', null, now),
      po('declined', '2026-09-01'),
    ],
    now,
  )
  expect(open.map(({ id }) => id)).toEqual(['none', 'lately', 'half'])
})

it('finds the items that a mail names, and none where it names all or none', () => {
  const lines = [
    { sku: 'LAMP-OAK', title: 'Oak lamp' },
    { sku: null, title: 'Warm bulb' },
  ]
  expect(namedLines('the OAK LAMP is broken', lines)).toBe('LAMP-OAK')
  expect(namedLines('lamp-oak?', lines)).toBe('LAMP-OAK')
  expect(namedLines('warm bulb', lines)).toBe('Warm bulb')
  expect(namedLines('oak lamp and warm bulb', lines)).toBe('')
  expect(namedLines('it is broken', lines)).toBe('')
})

describe('what a room may show of a customer’s words', () => {
  const person = {
    ...{ name: 'Hope Lindqvist', company: 'Lindqvist Design AB', street: 'Västra Hamngatan 5', street2: null },
    ...{ postalCode: '411 17', phone: '+46 31 711 00 00', email: 'zoe@example.com', calls: 'Zoë L.' },
  }
  const shown = (text: string) => withoutPersonal(text, person)
  test.each([
    ['Hope Lindqvist', 'name'],
    ['Best, Hope', 'name'],
    ['/Zoë L.', 'name'],
    ['Lindqvist Design AB', 'name'],
    ['I live at vastra hamngatan 5', 'street'],
    ['411 17 Göteborg', 'street'],
    ['Send it to Kungsgatan 12', 'street'],
    ['Send it to 10 Downing Street', 'street'],
    ['Bitte an Hauptstraße 3', 'street'],
    ['031-711 00 00', 'phone'],
    ['+44 20 7946 0958', 'phone'],
    ['me@elsewhere.example', 'e-mail'],
  ])('is nothing of “%s”', (line, name) => {
    const { text, left } = shown(`The lamp is broken.\n${line}\nPlease help.`)
    expect(text).toBe('The lamp is broken.\n\nPlease help.'.replace('\n\n', text.includes('\n\n') ? '\n\n' : '\n'))
    expect(left).toContain(name)
  })

  it('is all that names nobody: parcels’ numbers, prices, days', () => {
    const words =
      'I hope it comes. 1Z999AA10123456784, 00340434161094021501 and 12,50 EUR, since 2026-11-02. Order 1042.'
    expect(shown(words)).toEqual({ text: words, left: [] })
  })

  it('of a long line is its other sentences', () => {
    const words =
      'Dear team, my name is Hope Lindqvist and I am your customer. The shade of the lamp is broken. Please help.'
    expect(shown(words).text).toBe('The shade of the lamp is broken. Please help.')
  })

  it('is nothing where only several lines together name the street', () => {
    expect(shown('It is broken\nVästra\nHamngatan\n5')).toEqual({ text: '', left: ['street'] })
  })

  test.each(['a ', '@', '0 ', '+4', 'x\n', 'St. ', '1 A ', 'rue A'])('100 kB of %j are read in no time', letter => {
    const began = performance.now()
    shown(letter.repeat(100_000 / letter.length))
    readAsked({ subject: letter.repeat(50_000), text: letter.repeat(50_000) })
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

it('believes what a mail server says against a sender, and never what it says for one', () => {
  const of = (head: Record<string, string>) =>
    isDoubtful({ headers: new Map(Object.entries(head).map(([name, value]) => [name, [value]])) })
  expect(of({})).toBe(false)
  expect(of({ 'authentication-results': 'mx; dmarc=pass; spf=pass' })).toBe(false)
  expect(of({ 'authentication-results': 'mx; dmarc=fail (p=none); dkim=pass header.d=evil.example' })).toBe(true)
  expect(of({ 'authentication-results': 'mx; spf=fail; dkim=none' })).toBe(true)
  // A list or a redirection breaks SPF, and keeps the signature.
  expect(of({ 'authentication-results': 'mx; spf=fail; dkim=pass' })).toBe(false)
  expect(of({ 'authentication-results': 'mx; spf=softfail' })).toBe(false)
  expect(of({ 'received-spf': 'Fail (domain does not designate)' })).toBe(true)
})

it('answers in the thread of a mail, under its subject', () => {
  const of = (subject: string, answers: readonly string[] = [], externalId: string | null = 'c@x') =>
    replyThread({ subject, answers, externalId } as never)
  expect(of('Re: AW: Fwd: Order 1042', ['b@x', 'a@x'])).toEqual({
    ...{ subject: 'Re: Order 1042', answers: 'c@x', thread: ['a@x', 'b@x', 'c@x'] },
  })
  expect(of('回复：订单')).toMatchObject({ subject: 'Re: 订单' })
  expect(of('', [], null)).toEqual({ subject: 'Re: your mail', answers: null, thread: [] })
  expect(of('Order\n1042').subject).toBe('Re: Order 1042')
})
