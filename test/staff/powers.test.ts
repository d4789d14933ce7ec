import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { card, said } from '../stage/shop.ts'

const shop = aShop()
const as = (name: string) => shop.bot.as(name, 'orders')
const says = async (name: string, text: string) => said(await as(name).types(text))

test('refunds, cancellations and terms are everybody’s until a shop keeps them to some, and a refusal says to whom', async () => {
  shop.chat.admit('ola', 'Ola', ['orders'])
  shop.chat.admit('robin', 'Robin', ['orders'])
  expect(card(await as('Sam').types('/staff list')).lines?.[0]?.text).toBe('All staff may refund customers.')

  expect(await says('Sam', '/staff allow cancel Ola')).toBe(
    'Only Ola may cancel orders. All staff can change that: to keep it to yourself, type /staff allow roles and your name.',
  )
  expect(await says('Sam', '/order cancel 1042')).toBe('Only Ola may cancel orders here.')
  expect(await says('Sam', '/staff allow cancel Robin')).toContain('Only Ola and Robin may cancel orders.')
  expect(await says('Ola', '/order cancel 1042')).toContain('I can’t find order 1042')

  await says('Sam', '/staff allow terms Ola')
  expect(card(await as('Sam').types('/supplier terms Lumen')).title).toBe('Terms of Lumen')
  expect(await says('Sam', '/supplier terms Lumen scan:"24 hours"')).toBe(
    'Only Ola may change what a supplier promises here.',
  )
})

test('a form is refused before it is filled in, and the list itself can be kept', async () => {
  shop.chat.admit('ola', 'Ola', ['orders'])
  await says('Ola', '/staff allow refund Ola')
  expect(await says('Sam', '/refund pay')).toBe('Only Ola may refund customers here.')
  await says('Ola', '/staff allow roles Ola')
  expect(await says('Sam', '/staff open refund')).toContain('Only Ola may say who may do what')
  expect(await says('Ola', '/staff disallow refund Ola')).toContain('Ola is the last on that list.')
  expect(await says('Ola', '/staff open refund')).toBe('All staff may refund customers.')
})
