import { describe, expect, test } from 'vitest'
import { textCells } from '../../src/kernel/sheets/text-cells.ts'
import { workbookCells } from '../../src/kernel/sheets/workbook-cells.ts'
import { readTrackingRows } from '../../src/tracking-imports/read-rows.ts'
import { aWorkbook } from './a-workbook.ts'

const [UPS, OTHER] = ['1Z999AA10123456784', '1Z12345E1512345676']
/** `1042-A 1Z… carrier pieces`, a line a parcel. */
const lines = (text: string) => briefly(readTrackingRows(textCells(text)))
const briefly = (rows: ReturnType<typeof readTrackingRows>) =>
  rows.map(({ row, purchaseOrder, number, carrier, pieces }) =>
    [`${row}:`, purchaseOrder, number, carrier, pieces].filter(Boolean).join(' '),
  )
const TWO = [`1: 1042-A ${UPS}`, `2: 1043-A ${OTHER}`]

describe('what people paste', () => {
  test.each([
    ['with the purchase order first', `1042-A ${UPS}\n1043-A ${OTHER}`],
    ['with the number first', `${UPS} 1042-A\n${OTHER} 1043-A`],
    ['from a spreadsheet', `1042-A\t${UPS}\r\n1043-A\t${OTHER}\r\n`],
    ['with commas', `1042-A,${UPS}\n1043-A, ${OTHER} `],
    ['with semicolons and quotes, after a byte order mark', `\uFEFF"1042-A";"${UPS}"\r\n1043-A;'${OTHER}`],
    ['with arrows and colons', `1042-A → ${UPS}\n1043-A: ${OTHER}`],
  ])('is read %s', (_, text) => expect(lines(text)).toEqual(TWO))

  test('is read where a chat made one line of several', () => {
    expect(lines(`1042-A ${UPS} 1043-A ${OTHER} LAMP x1`)).toEqual([`1: 1042-A ${UPS}`, `2: 1043-A ${OTHER} LAMP x1`])
    expect(lines(`${UPS} 1042-A, ${OTHER} 1043-A`)).toEqual(TWO)
  })

  test('may have words around it, a store, a carrier and what is inside', () => {
    const text = `Hi Sam, for today:\n\n#1042-A@hunt UPS ${UPS} LAMP-OAK x2, BULB x1\n${OTHER} EU-1043-AB\nthanks!`
    expect(lines(text)).toEqual([`3: #1042-A@hunt UPS ${UPS} LAMP-OAK x2, BULB x1`, `4: EU-1043-AB ${OTHER}`])
  })

  test('keeps a line whose number is missing or too short, so that it is said', () => {
    expect(lines('1042-A\n1043-A 99')).toEqual(['1: 1042-A', '2: 1043-A 99'])
  })

  test('keeps a stray quotation mark as it is', () => {
    expect(lines(`1042-A ${UPS} 5" cable\n1043-A "${OTHER}`)[1]).toContain(OTHER)
  })

  test('is refused where nothing in it is a parcel, and where it is more than anybody reads', () => {
    expect(() => lines('Good morning!\nAll well?')).toThrow('I find no tracking numbers here.')
    expect(() => lines(`1042-A ${UPS}\n`.repeat(2_001))).toThrow('There are 2,001 rows. Send at most 2,000 at a time.')
  })
})

describe('a table with headings', () => {
  test.each([
    ['English', 'PO #,Tracking-No.,Carrier,Contents'],
    ['Chinese', '采购单号,快递单号,快递公司,内容'],
    ['German', 'Bestellnummer,Sendungsnummer,Versender,Inhalt'],
  ])('is read in %s, the columns by their names', (_, header) => {
    expect(lines(`Lumen Ltd.,,,\n${header}\n1042-A,${UPS},UPS,LAMP x1\n,,,\n`)).toEqual([
      `3: 1042-A ${UPS} UPS LAMP x1`,
    ])
  })

  test('makes one parcel of a row for each line inside, and two of two numbers', () => {
    const table = `Order,SKU,Qty,Tracking\n1042-A,LAMP,1.0,${UPS}\n1042-A,BULB,2,${UPS}\n1042-A,LAMP,1,${OTHER}`
    expect(lines(table)).toEqual([`2: 1042-A ${UPS} LAMP x1, BULB x2`, `4: 1042-A ${OTHER} LAMP x1`])
  })

  test('keeps text as spreadsheets keep it, and a shortened number as it is', () => {
    expect(lines(`sep=;\npo;tracking\n1042-A;="${UPS}"\n1043-A;1,2345E+21`)).toEqual([
      `3: 1042-A ${UPS}`,
      '4: 1043-A 1,2345E+21',
    ])
  })
})

describe('an Excel workbook', () => {
  const table = [
    ['PO', 'Tracking number'],
    ['1042-A', UPS],
    ['1043-A', 9.400111899223e21],
    ['1044-A', 123456789012],
  ]

  test('is read as its cells stand, so that a number which Excel shortened shows it', async () => {
    const rows = readTrackingRows(await workbookCells(aWorkbook(table)))
    expect(briefly(rows)).toEqual([`2: 1042-A ${UPS}`, '3: 1043-A 9.400111899223e+21', '4: 1044-A 123456789012'])
  })

  test('is refused when it unpacks to far more than anybody writes, and when it is none', async () => {
    await expect(workbookCells(aWorkbook(table, 900 * 1_024 * 1_024))).rejects.toThrow('unpacks to more than 24 MB')
    await expect(workbookCells(Buffer.from('PK\x03\x04 nothing'))).rejects.toThrow('This Excel file can’t be read.')
  })
})
