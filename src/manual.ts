import { readFile, writeFile } from 'node:fs/promises'
import { commands } from './commands.ts'
import { allSettings } from './config.ts'
import { integrations } from './integrations/index.ts'
import type { AnyCommand } from './kernel/asking/command.ts'
import { usage } from './kernel/hearing/grammar.ts'

const README = new URL('../README.md', import.meta.url)

/** The parts of the README that are written from the code, by the name of their marks. */
export const PARTS: Readonly<Record<string, () => string>> = { commands: commandTable, settings: settingTable }

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

function settingTable(): string {
  const rows = Object.entries(allSettings(integrations)).map(([name, setting]) => {
    const usual = setting.default === undefined ? '' : `\`${setting.default}\``
    return `| \`${name}\` | ${setting.means} | ${usual} |`
  })
  return ['| setting | meaning | default |', '|---|---|---|', ...rows].join('\n')
}

/** The README with its generated parts as the code has them now. */
export function rewrite(readme: string): string {
  return Object.entries(PARTS).reduce((text, [name, part]) => {
    const marks = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`)
    if (!marks.test(text)) throw new Error(`README.md has no marks for ${name}`)
    return text.replace(marks, (_all, before: string, after: string) => `${before}${part()}\n${after}`)
  }, readme)
}

if (import.meta.main) await writeFile(README, rewrite(await readFile(README, 'utf8')))
