import type { Card } from '../kernel/shapes/card.ts'
import type { Supplier } from './tables.ts'

type Asker = { chat: string; user: string; name: string }

/**
 * Somebody unknown wants to act for a supplier: staff add or refuse that very account. The chat's own id is shown, for
 * anybody may take another's name. @param answer who decided what
 */
export function joinCard(supplier: Supplier, asker: Asker, answer?: { added: boolean; by: string }): Card {
  const { chat, user, name } = asker
  const title = `${name} wants to act for ${supplier.name}`
  const facts = [{ label: 'Account', value: `${name}, ${chat} id ${user}` }]
  if (answer) {
    const summary = answer.added ? `${answer.by} added ${name}.` : `${answer.by} refused ${name}.`
    return { audience: 'staff', tone: 'over', title, summary, facts }
  }
  const input = { supplier: supplier.id, person: { chat, id: user, name } }
  const add = { ...input, sure: 'yes' }
  return {
    audience: 'staff',
    tone: 'warning',
    title,
    summary: `${name} pressed a button in ${supplier.name}’s room, and isn’t a contact of ${supplier.name} yet.`,
    facts,
    buttons: [
      { label: `Add ${name}`, command: 'supplier.contact', input: add, style: 'primary' },
      { label: 'Refuse', command: 'supplier.refuse-contact', input, style: 'danger' },
    ],
    context: 'Check the account: anybody can take another person’s name.',
  }
}
