import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js'

type Part = APIMessageTopLevelComponent | APIComponentInContainer
type Shown = {
  content: string
  components?: readonly Part[]
  embeds?: readonly { title?: string; description?: string }[]
}

/** All words of a message, by any author and in any shape. */
export function textOf({ content, components = [], embeds = [] }: Shown): string {
  const inside = embeds.flatMap(({ title, description }) => [title, description])
  return [content, ...inside, ...components.map(wordsOf)].filter(Boolean).join('\n')
}

function wordsOf(part: Part): string {
  switch (part.type) {
    case ComponentType.TextDisplay:
      return part.content
    case ComponentType.Section:
    case ComponentType.Container:
      return part.components.map(wordsOf).join('\n')
    default:
      return ''
  }
}
