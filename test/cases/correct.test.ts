import { expect, test } from 'vitest'
import { aLateShop } from '../stage/a-late-shop.ts'
import { said } from '../stage/shop.ts'
import { phraseText, textOf } from '../stage/text-of.ts'

const shop = aLateShop()
const says = async (text: string) => said(await shop.bot.as('Sam', 'support').does(text))
const mei = async (text: string) => said(await shop.bot.as('Mei', 'lumen').does(text))
const numberIn = (text: string) => /[CR]\d+/.exec(text)?.[0] ?? text

/** A lamp of EUR 44.50 that was shipped. */
async function shipped(): Promise<void> {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei('/tracking add 1042-A 1Z999AA10123456784')
}
async function refund(kind: 'Complaint' | 'Return', number: string): Promise<string | undefined> {
  await shop.bot.pump.idle()
  const { facts } = shop.said('support', `${kind} ${number} of 1042-A`)
  return phraseText(facts?.find(({ label }) => label.startsWith('Refund'))?.value)
}

test('a refund that was mistyped is put right after the end, and its story tells both amounts and why', async () => {
  await shipped()
  const number = numberIn(await says('/complaint open 1042 damaged cracked'))
  await says(`/complaint resolve ${number} partial_refund amount:30`)
  expect(await says(`/case correct ${number} refund 3 it was mistyped`)).toBe(
    `${number}: the refund to the customer on record is EUR 3.00 now, instead of EUR 30.00.`,
  )
  expect(await refund('Complaint', number)).toBe('EUR 3.00, settled')
  expect(textOf(await shop.bot.as('Sam', 'support').types(`/case show ${number}`))).toContain(
    `corrected the refund of ${number} from EUR 30.00 to EUR 3.00 — it was mistyped`,
  )
})

test('a return whose refund turns out less waits for staff again, and closes once the rest is paid', async () => {
  await shipped()
  const number = numberIn(await says('/return open 1042 unwanted too bright'))
  await mei(`/return approve ${number} return-to:"Dock 4, Ningbo" credit:0`)
  await mei(`/return inspect ${number}`)
  await says(`/return refund ${number}`)
  expect(await says(`/case correct ${number} refund 40 the bank kept the rest`)).toContain('is EUR 40.00 now')
  expect(await refund('Return', number)).toBe('EUR 40.00 of EUR 44.50')
  expect(await says(`/return close ${number}`)).toContain('EUR 4.50 of EUR 44.50 to the customer is open')
  await says(`/return refund ${number}`)
  expect(await says(`/return close ${number}`)).toContain(`${number} is closed`)
})

test('what cannot be true is refused in words, and suppliers correct nothing', async () => {
  await shipped()
  const number = numberIn(await says('/complaint open 1042 damaged cracked'))
  expect(await says(`/case correct ${number} refund 3 x`)).toBe('Nothing is on record as refund to the customer.')
  await says(`/complaint resolve ${number} refund`)
  for (const [amount, words] of [
    ['44.50', 'EUR 44.50 is what is on record already.'],
    ['10000', 'can have been refunded'],
    ['3 USD', 'The refund to the customer is in EUR, not USD.'],
  ] as const)
    expect(await says(`/case correct ${number} refund "${amount}" x`)).toContain(words)
  expect(await mei(`/case correct ${number} refund 3 x`)).toContain('I don’t know /case')
  await shop.later(25)
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await shop.later(25)
  expect(await says(`/case correct ${await shop.caseOf('1043-A')} refund 3 x`)).toContain('so it has no amounts')
})

test('money does not go out beside a replacement that is still to be sent', async () => {
  await shipped()
  const number = numberIn(await says('/complaint open 1042 damaged cracked'))
  await says(`/complaint resolve ${number} replacement`)
  await says(`/case reopen ${number} they want their money`)
  expect(await says(`/complaint resolve ${number} refund`)).toBe(
    '1042-B is still to replace it, so both would go out. Take it back first: /po decline 1042-B other.',
  )
  expect(await says('/po decline 1042-B other refunded instead')).toContain('1042-B is declined')
  expect(await says(`/complaint resolve ${number} refund`)).toContain('refund of EUR 44.50')
})
