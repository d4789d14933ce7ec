import type { Workspace } from './workspace.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * What a person types, as Slack hands it on: names and addresses become `<…>`, the rest is escaped. Commands
 * with `should_escape` carry the names beside the ids, messages do not.
 */
export function typed(text: string, workspace: Workspace, labelled: boolean): string {
  const label = (name: string): string => (labelled ? `|${name}` : '')
  return text
    .split(/(@[\w.-]+|#[\w-]+|https?:\/\/[^\s<>|]+)/)
    .map(part => {
      if (part.startsWith('http')) return `<${escaped(part)}>`
      const name = part.slice(1)
      if (part.startsWith('@')) {
        const user = [...workspace.users.values()].find(one => one.name === name)
        if (user) return `<@${user.id}${label(name)}>`
      }
      if (part.startsWith('#')) {
        const channel = [...workspace.channels.values()].find(one => one.name === name && one.kind !== 'im')
        if (channel) return `<#${channel.id}|${labelled ? name : ''}>`
      }
      return escaped(part)
    })
    .join('')
}
