import { expect, test } from 'vitest'
import { trackingInMessage } from '../../src/tracking-imports/tracking-in-message.ts'

const [UPS, OTHER] = ['1Z999AA10123456784', '1Z12345E1512345676']
const PO = 'ecf0f6a2-3f0c-4f0e-8d8a-0d1f7f8f3a01'
const file = (name: string) => ({ name, type: '', size: 9, from: name })
const opens = (text: string, more: { purchaseOrder?: string; attachments?: ReturnType<typeof file>[] } = {}) => {
  const { command, known, asks, prefilledFiles } = trackingInMessage({ text, attachments: [], ...more })
  return [command, known, asks.join(' '), ...(prefilledFiles.files?.map(({ name }) => name) ?? [])]
}

test('one parcel is added with the purchase order next to its number, else with that of its card', () => {
  expect(opens(`Sent today! It is ${UPS}, have a nice day`)).toEqual([
    ...['tracking.add', { number: UPS }, 'purchaseOrder number carrier lines'],
  ])
  expect(opens(`1042-A went out: ${UPS}`)[1]).toEqual({ purchaseOrder: '1042-A', number: UPS })
  expect(opens(UPS, { purchaseOrder: PO }).slice(1)).toEqual([
    { purchaseOrder: PO, number: UPS },
    'number carrier lines',
  ])
  expect(opens(`1043-A ${UPS}`, { purchaseOrder: PO })[1]).toEqual({ purchaseOrder: '1043-A', number: UPS })
})

test('several parcels are all taken, under a card also where no purchase order is named', () => {
  const text = `Today:\n1042-A ${UPS}\n1043-A ${OTHER}`
  expect(opens(text)).toEqual(['tracking.import', { rows: text }, 'rows files carrier'])
  expect(opens(`${UPS} and ${OTHER}`, { purchaseOrder: PO })[1]).toEqual({
    purchaseOrder: PO,
    rows: `${UPS}\n${OTHER}`,
  })
})

test('a spreadsheet comes along, a picture does not, and what is too long for a form goes along unseen', () => {
  const attachments = ['today.xlsx', 'label.png'].map(file)
  expect(opens('please see', { attachments })).toEqual(['tracking.import', {}, 'rows files carrier', 'today.xlsx'])
  const text = Array.from({ length: 120 }, (_, index) => `${1_000 + index}-A ${UPS}`).join('\n')
  expect(opens(text)).toEqual(['tracking.import', { rows: text }, 'files carrier'])
})
