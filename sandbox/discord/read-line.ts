import { findCommand, type Given } from '../../test/discord/fake/call-up.ts'
import type { Command } from '../../test/discord/fake/commands.ts'

/** What somebody types at Discord’s client, as it fills in options: by place, or by `name:value`; quotes keep words together. */
export function readLine(commands: readonly Command[], text: string): { line: string; given: Given } {
  const words = (text.slice(1).match(/(?:[^\s"]|"[^"]*")+/g) ?? []).map(word => word.replaceAll('"', ''))
  const [noun = '', verb = '', ...rest] = words
  const line = `${noun} ${verb}`.trim()
  const { level } = findCommand(commands, line)
  const given: Given = {}
  for (const word of rest) {
    const [, name = '', value = ''] = /^([\w-]+):(.+)$/.exec(word) ?? []
    const option = level.find(one => one.name === name) ?? level.find(one => given[one.name] === undefined)
    if (option) given[option.name] = option.name === name ? value : word
  }
  return { line, given }
}
