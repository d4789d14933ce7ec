import { readFile, writeFile } from 'node:fs/promises'
import { CLOSE_REASONS, RESOLUTIONS } from './cases/close-reason.ts'
import { commands } from './commands.ts'
import { COMPLAINT_REASONS } from './complaints/reason.ts'
import { allSettings } from './config.ts'
import { integrations } from './integrations/index.ts'
import { TOPICS } from './integrations/shopify/topics.ts'
import { TOPICS as WOOCOMMERCE_TOPICS } from './integrations/woocommerce/topics.ts'
import type { AnyCommand } from './kernel/asking/command.ts'
import type { Integration } from './kernel/connecting/integration.ts'
import { usage } from './kernel/hearing/grammar.ts'
import { HOLD_REASONS } from './orders/order.ts'
import { DECLINE_REASONS } from './purchase-orders/decline-reason.ts'
import { RETURN_DECLINES, RETURN_REASONS } from './returns/reason.ts'

/** The pages with parts that are written from the code: for each page its parts, by the name of their marks. */
export const PAGES: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'docs/commands.md': { commands: commandTable },
  'docs/connect-shopify.md': { topics: () => topicTable(TOPICS) },
  'docs/connect-woocommerce.md': { topics: () => topicTable(WOOCOMMERCE_TOPICS) },
  'docs/settings.md': { settings: () => settingTable(integrations) },
  'docs/words.md': { reasons: reasonTable },
}

function commandTable(): string {
  const rows = Object.entries<AnyCommand>(commands)
    .filter(([, command]) => !command.hidden && !command.who.every(side => side === 'stranger'))
    .map(
      ([name, command]) => `| \`${usage(name, command).replaceAll('|', '\\|')}\` | ${command.does} | ${who(command)} |`,
    )
  return ['| command | what it does | who |', '|---|---|---|', ...rows].join('\n')
}

function who(command: AnyCommand): string {
  return command.who.includes('supplier') ? 'staff, supplier' : 'staff'
}

/** The settings of the house and of what is registered, as a table. */
export function settingTable(registered: readonly Integration[]): string {
  const rows = Object.entries(allSettings(registered)).map(([name, setting]) => {
    const usual = setting.default === undefined ? '' : `\`${setting.default}\``
    return `| \`${name}\` | ${setting.means} | ${usual} |`
  })
  return ['| setting | meaning | default |', '|---|---|---|', ...rows].join('\n')
}

function topicTable(topics: Readonly<Record<string, string>>): string {
  const rows = Object.entries(topics).map(([topic, brings]) => `| \`${topic}\` | ${brings} |`)
  return ['| webhook | what it brings |', '|---|---|', ...rows].join('\n')
}

function reasonTable(): string {
  const lists = {
    'hold an order': HOLD_REASONS,
    'decline a purchase order': DECLINE_REASONS,
    'open a complaint': COMPLAINT_REASONS,
    'resolve a complaint': RESOLUTIONS,
    'open a return': RETURN_REASONS,
    'decline a return': RETURN_DECLINES,
    'close a case': CLOSE_REASONS,
  }
  const rows = Object.entries(lists).map(([what, words]) => `| ${what} | ${Object.values(words).join(' · ')} |`)
  return ['| to … | choose one of |', '|---|---|', ...rows].join('\n')
}

/** A page's text with its generated parts as the code has them now. */
export function rewrite(page: string, text: string): string {
  return Object.entries(PAGES[page] ?? {}).reduce((written, [name, part]) => putBetween(name, part(), written), text)
}

/** A text with another part between the marks of that name. @throws where it has no such marks */
export function putBetween(name: string, part: string, text: string): string {
  const marks = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`)
  if (!marks.test(text)) throw new Error(`there are no marks for ${name}`)
  return text.replace(marks, (_all, before: string, after: string) => `${before}${part}\n${after}`)
}

if (import.meta.main)
  for (const page of Object.keys(PAGES)) {
    const file = new URL(`../${page}`, import.meta.url)
    await writeFile(file, rewrite(page, await readFile(file, 'utf8')))
  }
