import { describe, expect, test } from 'vitest'
import { exportOf, first, header, next } from './exports.ts'
import { read, why } from './reading.ts'

describe('one bad row keeps its order out and says which row and why; the rest comes in', () => {
  const other = first({ Name: '#1043', Id: '7' })

  test.each([
    ['Lineitem quantity', 'two', 'Lineitem quantity “two” isn’t a whole number of pieces.'],
    ['Lineitem quantity', '-1', 'Lineitem quantity “-1” isn’t a whole number of pieces.'],
    ['Lineitem quantity', '', 'It does not say how many pieces: Lineitem quantity is empty.'],
    ['Lineitem name', '', 'It names no item: Lineitem name is empty.'],
    ['Lineitem price', '1,250', 'Lineitem price: “1,250” can be read two ways. Write 1250.00 or 1.25.'],
    [
      'Lineitem fulfillment status',
      'partial',
      'Some pieces of it are already fulfilled in the store, and the file does not say how many.',
    ],
  ])('%s “%s”', async (column, text, said) => {
    const { orders, refused } = await read(exportOf([first(), next({ [column]: text }), other]))
    expect(orders.map(({ number }) => number)).toEqual(['1043'])
    expect(refused).toEqual([{ row: 3, order: '1042', why: said }])
  })

  test.each([
    [
      'Created at',
      '5/1/2026 10:22',
      'Created at “5/1/2026 10:22” cannot be read: write it as 2024-05-01 10:22:33 -0400.',
    ],
    [
      'Created at',
      '2026-02-30 10:22:33 -0400',
      'Created at “2026-02-30 10:22:33 -0400” cannot be read: write it as 2024-05-01 10:22:33 -0400.',
    ],
    ['Created at', '', 'It does not say when it was placed: Created at is empty.'],
    ['Currency', 'EURO', 'Currency “EURO” isn’t a currency.'],
    ['Currency', 'ABC', 'Currency “ABC” isn’t a currency.'],
    ['Currency', '', 'There is an amount, 64.90, but no currency. Say which currency the file is in.'],
    ['Total', '6.49E+1', 'Total: “6.49E+1” is not an amount of money. Write it such as 12.50, or 12.50 USD.'],
    [
      'Shipping Country',
      'Freedonia',
      'Shipping Country “Freedonia” isn’t a country I know. Write its two letters, such as DE.',
    ],
  ])('%s “%s”', async (column, text, said) => {
    const { orders, refused } = await read(exportOf([first({ [column]: text }), next(), other]))
    expect(orders.map(({ number }) => number)).toEqual(['1043'])
    expect(refused).toEqual([{ row: 2, order: '1042', why: said }])
  })

  test('a row that continues nothing, or names no order, is not passed over', async () => {
    const vendorOnly = { Vendor: 'Northlight' }
    expect(await why(next({ Name: '#9' }), other, next({ Name: '' }), {}, vendorOnly)).toEqual([
      { row: 4, order: null, why: 'It does not say which order it belongs to: Name is empty.' },
      { row: 6, order: null, why: 'It does not say which order it belongs to: Name is empty.' },
      { row: 2, order: '9', why: 'It continues an order whose first row is not in this file.' },
    ])
  })

  test('two orders of one number do not become one parcel', async () => {
    const said = 'Two orders have the same Name: row 2 says Id “6123456789012”, row 3 says Id “8”.'
    expect(await why(first(), first({ Id: '8' }), next())).toEqual(
      [2, 3, 4].map(row => ({ row, order: '1042', why: said })),
    )
  })

  test('an export pasted in twice does not double the goods', async () => {
    expect((await why(first(), next(), first(), next()))[0]?.why).toContain('Row 4 repeats row 2')
  })

  test('a comma outside quotes, which pushes cells out of their columns, is noticed', async () => {
    const file = Buffer.concat([exportOf([first()]), Buffer.from(`#1043${',x'.repeat(79)}\n`)])
    const { orders, refused } = await read(file)
    expect(orders).toHaveLength(1)
    expect(refused).toContainEqual({
      row: 3,
      order: '1043',
      why: 'It has more cells than the header: a comma or a line break is outside quotes.',
    })
  })
})

describe('a file that is no order export says what it is instead', () => {
  test.each([
    ['', 'The file is empty.'],
    ['\ufeff', 'The file is empty.'],
    ['PK\u0003\u0004rest', 'This is an Excel workbook, not a CSV file: save it as “CSV UTF-8” first.'],
    [
      'Handle,Title,Name\na,b,c',
      'I don’t know this form of orders. The nearest is Shopify’s order export: 3 columns missing (Created at, Lineitem name and Lineitem quantity). Found: Handle, Title, Name.',
    ],
    [`${header},total\n`, 'The column “Total” is there twice.'],
    [`${header}\n#1,"open`, 'The file cannot be read from row 2 on: a quotation mark is opened and never closed.'],
    [
      `${header}\n"#1"x,`,
      'The file cannot be read from row 2 on: a quotation mark is in the wrong place (inside a cell, write it twice).',
    ],
  ])('%j', async (text, said) => {
    await expect(read(Buffer.from(text))).rejects.toThrow(said)
  })
})
