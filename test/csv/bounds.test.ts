import { expect, test } from 'vitest'
import { MOST_CSV_ROWS, readRows } from '../../src/integrations/csv/rows.ts'
import { exportOf, first, header, next } from './exports.ts'
import { read } from './reading.ts'

test('a million empty rows below the orders are refused in words, long before their end', async () => {
  for (const empty of ['\n', ',,,,\n']) {
    const file = Buffer.concat([exportOf([first()]), Buffer.from(`\n${empty.repeat(1_000_000)}`)])
    await expect(read(file)).rejects.toThrow(
      'The file has more than 10,000 empty rows. Delete the rows below your orders in the spreadsheet, and save it again.',
    )
  }
})

test('a file of too many rows is to be split', async () => {
  const rows = `${header}\n${'#1042,x\n'.repeat(MOST_CSV_ROWS)}`
  await expect(read(Buffer.from(rows))).rejects.toThrow('The file has more than 250,000 rows. Split it into several.')
})

test('an order of 130,000 rows is refused in one sentence, and the others come in', async () => {
  const long = [first(), ...Array.from({ length: 130_000 }, () => next())]
  const { orders, refused } = await read(exportOf([...long, first({ Name: '#1043', Id: '7' })]))
  expect(orders.map(({ number }) => number)).toEqual(['1043'])
  expect(refused).toEqual([
    { row: 2, order: '1042', why: 'It has 130,001 rows. I take orders of at most 1,000: split it.' },
  ])
})

test('while a large file is read, everybody else has their turns', async () => {
  let [turns, isRead] = [0, false]
  const turn = () => {
    turns += 1
    if (!isRead) setImmediate(turn)
  }
  const file = exportOf(Array.from({ length: 10_000 }, (_, at) => first({ Name: `#${at}`, Id: `${at}` })))
  setImmediate(turn)
  await readRows(file)
  isRead = true
  // One after each 8 kB of about 3 MB.
  expect(turns).toBeGreaterThan(100)
})
