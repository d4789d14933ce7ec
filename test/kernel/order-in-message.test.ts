import { expect, test } from 'vitest'
import { orderInMessage } from '../../src/kernel/hearing/order-in-message.ts'

test.each([
  ['About #1042: cracked', '1042'],
  ['order 1042 broke', '1042'],
  ['Order no. 1042', '1042'],
  ['Order number: #1042', '1042'],
  ['№1042 разбита', '1042'],
  ['where is SO-1042?', '1042'],
  ['我的订单1042破了', '1042'],
  ['订单1042 破了', '1042'],
  ['订单号：1042', '1042'],
  ['＃１０４２ arrived broken', '1042'],
  ['It is #1042.', '1042'],
  ['(#1042)', '1042'],
  ['Purchase order 1042-A is late', '1042'],
  ['#333333 is the wrong grey', null],
  ['the colour #123456 and not #1042', '1042'],
  ['Colour: #445566', null],
  ['#1042-EU never came', null],
  ['#1042.1 never came', null],
  ['#1042-EU and then #1043', '1043'],
  ['#1042/2', null],
  ['reorder 1042', null],
  ['1042', null],
])('of “%s”, the order is %s', (text, order) => {
  expect(orderInMessage(text)).toBe(order)
})
