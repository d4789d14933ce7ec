import { expect, test } from 'vitest'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { readSupplierTable } from '../../src/set-up/supplier-table.ts'
import { aShop } from '../stage/a-shop.ts'
import { refusalOf } from '../stage/refusal.ts'
import { card, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')

async function pasted(rows: string) {
  return sam().submits(await sam().types('/supplier import'), { rows })
}

async function textOf(shown: Drawn): Promise<string> {
  const file = await loadFile(shop.database.db, shown.files?.[0]?.file ?? '')
  return new TextDecoder().decode(file?.bytes)
}

const LIST = `Supplier;Time zone;SKU
Lumen;;LAMP
Lumen;;lamp-2
Oak & Co;Riga;
Oak & Co;;TABLE-*
Oak & Co;;'00123
Oak & Co;;LAMP
Okk & Co;;CHAIR
North;Narnia;
Casa;;*
;;BOWL`

test('a list shows what becomes of each row, adds what can be once somebody says so, and the same again changes nothing', async () => {
  const preview = card(await pasted(LIST))
  expect(preview.summary).toBe('1 supplier and 4 SKUs would be added. 1 row changed nothing and 4 rows can’t be taken.')
  expect(preview.lines?.map(({ text }) => text)).toEqual([
    'Row 8: I don’t know a supplier “Okk & Co”. Did you mean “Oak & Co”?',
    'Row 9: Time zone: I don’t know the zone “Narnia”. Did you mean Zaria?',
    'Row 10: “*” isn’t a SKU. Write how they begin, such as LAMP-*',
    'Row 11: names no supplier',
    'Row 4: Oak & Co is new',
    'Row 3: Lumen supplies lamp-2',
    'Row 5: Oak & Co supplies TABLE-*',
    'Row 6: Oak & Co supplies 00123',
    'Row 7: Oak & Co supplies LAMP, and is asked after Lumen',
  ])
  expect(await textOf(preview)).toContain('2,Lumen,LAMP,same,Lumen supplies LAMP already')
  expect(said(await sam().types('/supplier list'))).toBe('2 suppliers.')
  const done = await sam().presses(preview, 'Add 1 supplier and 4 SKUs')
  expect(said(done)).toBe('1 supplier and 4 SKUs added. 1 row changed nothing and 4 rows can’t be taken.')
  expect(card(done).presses).toEqual([])
  const oak = card(await sam().types('/supplier show Oak'))
  expect(oak.summary).toContain('Europe/Riga')
  expect(oak.facts?.find(({ label }) => label === 'SKUs')?.value).toContain('00123')
  expect(said(await sam().presses(preview, 'Add 1 supplier and 4 SKUs'))).toContain('Nothing here is new.')
  const again = card(await pasted(LIST))
  expect([again.summary, again.presses]).toEqual([
    'Nothing here is new. 6 rows changed nothing and 4 rows can’t be taken.',
    [],
  ])
})

test('what is taken out can be read back, and changes nothing', async () => {
  await shop.ask('supplier.add', { name: '=1+1', instructions: 'Two lines,\n"quoted"' })
  await shop.ask('supplier.sku', { supplier: '=1+1', skus: '-LAMP, LAMP-*' })
  const out = card(await sam().types('/supplier export'))
  expect(out.summary).toBe('3 suppliers with 5 SKUs.')
  const csv = await textOf(out)
  expect(csv).toContain("'=1+1,,UTC,48")
  expect(said(await pasted(csv))).toBe('Nothing here is new. 8 rows changed nothing.')
  expect(card(await sam().types('/supplier export Lumen')).summary).toBe('1 supplier with 2 SKUs.')
})

test('a file does what a paste does, and one that is no table of suppliers says what is missing', async () => {
  const upload = (name: string, text: string) => shop.chat.send(name, new TextEncoder().encode(text))
  const speaker = { chat: 'memory', user: 'sam', name: 'Sam', channel: 'orders', roles: [] }
  const send = async (text: string) => {
    const form = await sam().types('/supplier import')
    if (form.kind !== 'form') throw new Error('no form')
    return shop.bot.desk.submitted(speaker, form.form.token, {}, undefined, { files: [upload('list.csv', text)] })
  }
  const preview = card(await send('Vendor,Item SKU\nCasa,VASE\n'))
  expect(said(await sam().presses(preview, 'Add 1 SKU'))).toBe('1 SKU added.')
  expect(said(await send('Order,Customer\n1042,Ann\n'))).toContain(
    'The first line must name the columns: Supplier, SKU',
  )
  expect(refusalOf(() => readSupplierTable([{ row: 1, cells: ['Supplier'] }]))).toContain('nothing below')
})
