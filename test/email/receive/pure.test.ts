import { expect, it, test } from 'vitest'
import { REPLY_LINE } from '../../../src/integrations/email/draw/mail-text.ts'
import { classifyMail } from '../../../src/integrations/email/receive/classify-mail.ts'
import { parseMail } from '../../../src/integrations/email/receive/parse-mail.ts'
import { splitReply } from '../../../src/integrations/email/receive/split-reply.ts'
import { mailOf } from './a-mail.ts'

const kind = async (headers: Record<string, string>, text = 'Hello') =>
  classifyMail(await parseMail(mailOf({ headers, text })), { isOurs: address => address === 'orders@shop.example' })
    .kind

test.each([
  ['reply', {}],
  ['reply', { 'Auto-Submitted': 'no' }],
  ['auto-reply', { 'Auto-Submitted': 'auto-replied' }],
  ['auto-reply', { 'X-Autoreply': 'yes' }],
  ['auto-reply', { Precedence: 'auto_reply' }],
  ['auto-reply', { 'Return-Path': '<>' }],
  ['out-of-office', { Subject: 'Abwesenheit: Urlaub bis 4. Mai', 'Auto-Submitted': 'auto-replied' }],
  ['out-of-office', { Subject: '自动回复: 休假' }],
  ['list', { 'List-Id': 'news <news.example>' }],
  ['list', { Precedence: 'bulk' }],
  ['ours', { From: 'Shop <Orders@Shop.example>' }],
])('a mail is a %s by %j', async (expected, headers) => {
  expect(await kind(headers)).toBe(expected)
})

it('does not take a supplier’s words about a bounce or a holiday for one', async () => {
  expect(
    await kind({ Subject: 'Re: 1042-A' }, 'The parcel was returned to sender: address unknown. 550 pieces left.'),
  ).toBe('reply')
  expect(await kind({ Subject: 'Re: 1042-A' }, 'We are on holiday from Friday, so it ships on Thursday.')).toBe('reply')
})

it('cuts above our line, whatever a mail program puts in between', () => {
  const sent = (above: string) => splitReply(`${above}\n${REPLY_LINE}\n\n1042-A\n2 x Lamp`).fresh
  expect(sent('Shipped.\n\nпятница, 2 ноября 2026, Shop <po@shop.example> написал:\n')).toBe('Shipped.')
  expect(sent('Shipped.\n\nVom Gerät gesendet am 2.11.2026 von po@shop.example:')).toBe('Shipped.')
  expect(sent('已发货。\n\n发件人: Shop\n发送时间: 2026-11-02\n收件人: Lumen\n主题: 1042-A\n')).toBe('已发货。')
})

it('shows all of a mail that only quotes, and of answers between the lines what is new', () => {
  expect(splitReply('> all of it\n> is quoted').fresh).toBe('> all of it\n> is quoted')
  expect(splitReply('> Can you ship?\nYes.\n> When?\nFriday.').fresh).toBe('Yes.\nFriday.')
})

it('reads a mail’s words in the charset that they are in, not the one that it claims', async () => {
  const text = '已发货，运单号 YT2412345678901234'
  const read = await parseMail(mailOf({ headers: { 'Content-Type': 'text/plain; charset=big5' }, text }))
  expect(read.text).toBe(text)
})

test.each([
  ['a'],
  ['\n'],
  [' '],
  ['>'],
  ['On '],
  ['@'],
  ['<'],
  ['-'],
  ['Op \n'],
  [':'],
  ['在'],
  ['Am um \n'],
  ['5.1.'],
  ['From: a\n'],
  ['= '],
])('100 kB of %j are read in no time', async letter => {
  const began = performance.now()
  const text = letter.repeat(100_000 / letter.length)
  const mail = await parseMail(mailOf({ headers: { 'Return-Path': '<>', Subject: text.replaceAll(/\n/g, ' ') }, text }))
  classifyMail(mail, { isOurs: () => false })
  splitReply(mail.text)
  // A pattern that goes back and forth over as much takes minutes.
  expect(performance.now() - began).toBeLessThan(10_000)
})
