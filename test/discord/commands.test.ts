import { ApplicationCommandOptionType } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commands } from '../../src/commands.ts'
import { commandTable } from '../../src/integrations/discord/commands.ts'
import { command } from '../../src/kernel/asking/command.ts'
import { anOrder } from '../../src/orders/arguments.ts'
import { Commands } from './fake/commands.ts'
import { World } from './fake/world.ts'

type Part = {
  name: string
  description?: string
  type?: number
  required?: boolean
  options?: Part[]
  choices?: unknown[]
  autocomplete?: boolean
}
const json = () => JSON.parse(JSON.stringify(commandTable(commands).json)) as Part[]
const accepted = (list: unknown) => new Commands(new World(), '1').overwrite('2', list as never)

describe('the commands on Discord', () => {
  it('are all that people may ask, and nothing that is hidden', () => {
    const asked = json().flatMap(({ name, options = [] }) =>
      options.filter(({ type }) => type === 1).map(verb => `${name}.${verb.name}`),
    )
    const typed = Object.entries(commands).filter(
      ([, one]) => !('hidden' in one) && one.who.some(side => side !== 'system'),
    )
    expect(asked.toSorted()).toEqual(typed.map(([name]) => name).toSorted())
  })

  it('are accepted as they are by Discord’s own rules', () => {
    expect(accepted(json())).toHaveLength(json().length)
  })

  it('complete what the database and the server know', () => {
    const forward = json()
      .find(({ name }) => name === 'order')
      ?.options?.find(({ name }) => name === 'forward')
    expect(
      forward?.options?.map(({ name, required, autocomplete }) => [name, required, autocomplete ?? false]),
    ).toEqual([
      ['order', true, true],
      ['supplier', false, true],
      ['skus', false, false],
      ['note', false, false],
      ['customer-note', false, false],
      ['held', false, false],
    ])
  })

  it('take channels, people and roles from Discord’s own lists', () => {
    const supplier = json().find(({ name }) => name === 'supplier')
    const typesOf = (verb: string) =>
      supplier?.options?.find(({ name }) => name === verb)?.options?.map(({ name, type }) => [name, type])
    expect(typesOf('room')).toContainEqual(['room', ApplicationCommandOptionType.Channel])
    expect(typesOf('contact')).toContainEqual(['person', ApplicationCommandOptionType.Mentionable])
  })

  it('are shown to staff alone where nobody but staff uses them', () => {
    const shown = commandTable(commands).shownBy('8192') as readonly (Part & { default_member_permissions?: string })[]
    const hidden = shown.filter(one => one.default_member_permissions === '8192').map(({ name }) => name)
    for (const name of ['order', 'case', 'store', 'refund']) expect(hidden).toContain(name)
    for (const name of ['po', 'tracking', 'return', 'supplier', 'help']) expect(hidden).not.toContain(name)
    expect(accepted(JSON.parse(JSON.stringify(shown)))).toHaveLength(shown.length)
    expect(commandTable(commands).shownBy(null)).toEqual(commandTable(commands).json)
  })

  it('find their way back to our names', () => {
    const table = commandTable(commands)
    expect(table.find('tracking', 'add')?.args.get('purchase-order')).toBe('purchaseOrder')
    expect(table.find('supplier', 'add')?.args.get('ship-hours')).toBe('shipHours')
    expect(table.find('order', 'receive')).toBeNull()
  })

  it('may be given in other languages, which Discord accepts too', () => {
    const german = { names: { de: 'auftrag' }, descriptions: { de: 'Aufträge' } }
    const forward = { names: { de: 'weitergeben' }, descriptions: { de: 'Lieferanten bitten zu liefern.' } }
    const { json } = commandTable(commands, { order: german, 'order.forward': forward })
    const order = JSON.parse(JSON.stringify(json)).find((one: Part) => one.name === 'order')
    expect(order.name_localizations).toEqual({ de: 'auftrag' })
    expect(accepted(JSON.parse(JSON.stringify(json)))).toHaveLength(json.length)
  })

  it('are cut to Discord’s limits whatever their help says', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
        fc.string({ minLength: 1, maxLength: 300 }),
        (does, help) => {
          const input = z.object({ order: z.string() })
          const args = { order: { kind: anOrder, label: 'Order', help } }
          const run = async () => ({ text: '' })
          const one = command({ input, who: ['staff'], title: 'T', does, args, examples: [], run })
          accepted(JSON.parse(JSON.stringify(commandTable({ 'order.do': one }).json)))
        },
      ),
    )
  })
})
